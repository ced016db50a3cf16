package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;

/** Why TornadoVM did not start in this worker, as one line with a remedy. */
final class StartFailure {
  private StartFailure() {}

  static DeviceException explain(Backend backend, Throwable failure) {
    if (failure instanceof DeviceException known) {
      return known;
    }
    String text = all(failure);
    return DeviceException.Code.UNAVAILABLE.exception(
        TornadoSdk.name(backend) + " device: " + reason(backend, text), failure);
  }

  private static String reason(Backend backend, String text) {
    if (text.contains("libnvrtc")) {
      return "libnvrtc.so.13 (the kernel compiler of the CUDA 13 toolkit) was not found; install"
          + " it, or set CUDA_HOME or LD_LIBRARY_PATH to where it is";
    }
    if (text.contains("libcuda.so") || text.contains("Initialization of the CUDADriver")) {
      return "no NVIDIA driver answers (libcuda.so.1); install the driver, and in a container"
          + " pass the GPU through";
    }
    if (text.contains("libOpenCL")) {
      return "libOpenCL.so.1 was not found; install an OpenCL loader (ocl-icd-libopencl1)";
    }
    if (backend == Backend.OPENCL && text.contains("platform")) {
      return "no OpenCL platform answers; install your device's OpenCL driver, or PoCL"
          + " (pocl-opencl-icd) for the processor";
    }
    if (text.contains("CUDADriver") && text.contains("platforms found")) {
      return "the NVIDIA driver shows no device; check CUDA_VISIBLE_DEVICES and nvidia-smi -L";
    }
    if (text.contains("JNI Library not found") || text.contains("UnsatisfiedLinkError")) {
      return "the SDK's native library does not load; run ldd on $TORNADOVM_HOME/"
          + "lib/libtornado-"
          + TornadoSdk.name(backend)
          + ".so and install what is missing ("
          + firstLine(text)
          + ")";
    }
    return "TornadoVM does not start: " + firstLine(text);
  }

  /** Messages of a failure and its causes, outermost first. */
  static String all(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      text.append(t).append('\n');
      if (t.getCause() == t) {
        break;
      }
    }
    return text.toString();
  }

  private static String firstLine(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("java.lang.ExceptionInInitializerError"))
        .findFirst()
        .orElse(text)
        .strip();
  }
}
