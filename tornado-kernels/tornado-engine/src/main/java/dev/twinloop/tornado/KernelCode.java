package dev.twinloop.tornado;

import dev.twinloop.engine.DeviceException;
import java.util.List;

/**
 * One kernel as its device's driver takes it: all that a slot needs to launch it without
 * TornadoVM's compiler.
 *
 * <p>On CUDA that is machine code. On OpenCL it is C: drivers keep the machine code themselves, and
 * PoCL would compile everything a second time to give it away.
 *
 * <p>The code has the lengths of the kernel's arrays and the size of its grid built in, so it
 * serves the calls of one {@link KernelKey} only. Immutable.
 */
final class KernelCode {
  private final String entryPoint;
  private final List<String> accesses;
  private final String options;
  private final byte[] bytes;

  /**
   * Code that was compiled.
   *
   * @param entryPoint name of the function in the code
   * @param accesses what the kernel does with each argument, in order: names of TornadoVM's {@code
   *     Access}
   * @param options of the driver's compiler
   * @param bytes a cubin on CUDA, C on OpenCL
   */
  KernelCode(String entryPoint, List<String> accesses, String options, byte[] bytes) {
    if (entryPoint.isEmpty() || bytes.length == 0) {
      throw DeviceException.Code.COMPILATION.exception(
          "kernel code: entryPoint="
              + entryPoint
              + ", bytes="
              + bytes.length
              + ", accepted: a name and some bytes");
    }
    this.entryPoint = entryPoint;
    this.accesses = List.copyOf(accesses);
    this.options = options;
    this.bytes = bytes.clone();
  }

  /** Name of the function in the code. */
  String entryPoint() {
    return entryPoint;
  }

  /** What the kernel does with each argument, in order: names of TornadoVM's {@code Access}. */
  List<String> accesses() {
    return accesses;
  }

  /** Options of the driver's compiler. */
  String options() {
    return options;
  }

  /** A copy of the code. */
  byte[] bytes() {
    return bytes.clone();
  }
}
