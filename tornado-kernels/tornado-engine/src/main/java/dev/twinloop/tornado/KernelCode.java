package dev.twinloop.tornado;

import dev.twinloop.engine.DeviceException;
import java.util.List;

/**
 * One kernel as the device runs it: all that a slot needs to launch it without any compiler.
 *
 * <p>The machine code has the lengths of the kernel's arrays and the size of its grid built in, so
 * it serves the calls of one {@link KernelKey} only. Immutable.
 */
final class KernelCode {
  private final String entryPoint;
  private final List<String> accesses;
  private final byte[] binary;

  /**
   * Machine code that was compiled.
   *
   * @param entryPoint name of the function in the machine code
   * @param accesses what the kernel does with each argument, in order: names of TornadoVM's {@code
   *     Access}
   * @param binary what the device's driver loads: a cubin on CUDA, a program binary on OpenCL
   */
  KernelCode(String entryPoint, List<String> accesses, byte[] binary) {
    if (entryPoint.isEmpty() || binary.length == 0) {
      throw DeviceException.Code.COMPILATION.exception(
          "kernel code: entryPoint="
              + entryPoint
              + ", bytes="
              + binary.length
              + ", accepted: a name and some bytes");
    }
    this.entryPoint = entryPoint;
    this.accesses = List.copyOf(accesses);
    this.binary = binary.clone();
  }

  /** Name of the function in the machine code. */
  String entryPoint() {
    return entryPoint;
  }

  /** What the kernel does with each argument, in order: names of TornadoVM's {@code Access}. */
  List<String> accesses() {
    return accesses;
  }

  /** A copy of the machine code. */
  byte[] binary() {
    return binary.clone();
  }
}
