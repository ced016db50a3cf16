package dev.twinloop.tornado;

import java.util.Locale;

/**
 * What one kernel took until the device could run it, in nanoseconds.
 *
 * @param kernel class and method, without the package
 * @param from where the machine code came from
 * @param sketchNs bytecode to TornadoVM's graph (Graal)
 * @param graalNs graph to source code of the device (Graal), without waiting for other kernels
 * @param deviceCompilerNs source code to machine code (NVRTC, or the OpenCL driver's compiler)
 * @param endNs when it was ready, counted from the start of the program's compilation
 */
record CompileCost(
    String kernel, From from, long sketchNs, long graalNs, long deviceCompilerNs, long endNs) {
  /** Where machine code comes from. */
  enum From {
    /** It was compiled now. */
    COMPILER,
    /** From an earlier process, through {@link CodeStore}. */
    DISK,
    /** From an earlier slot of this process. */
    MEMORY
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "kernel=%s, from=%s, sketchMs=%.0f, graalMs=%.0f, deviceCompilerMs=%.0f, atMs=%.0f",
        kernel,
        from.name().toLowerCase(Locale.ROOT),
        sketchNs / 1e6,
        graalNs / 1e6,
        deviceCompilerNs / 1e6,
        endNs / 1e6);
  }
}
