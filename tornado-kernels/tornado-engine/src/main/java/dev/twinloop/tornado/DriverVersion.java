package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.ac.manchester.tornado.api.TornadoTargetDevice;

/**
 * What a report calls the driver: {@code NVIDIA 580.95.05, CUDA 13.0} on CUDA, the OpenCL driver's
 * own version elsewhere.
 */
final class DriverVersion {
  private static final Path KERNEL_MODULE = Path.of("/proc/driver/nvidia/version");
  private static final Pattern MODULE_VERSION =
      Pattern.compile("NVRM version:.*?\\s(\\d+\\.\\d+(?:\\.\\d+)?)\\s");
  private static final Pattern REPORTED = Pattern.compile("Driver version\\s*:\\s*(\\S.*)");

  private DriverVersion() {}

  static String of(Backend backend, TornadoTargetDevice device) {
    String reported = reported(device.getDeviceInfo());
    if (backend != Backend.CUDA) {
      return reported;
    }
    return cuda(reported);
  }

  /** The same where the version of CUDA is known. */
  static String cuda(String version) {
    String module = kernelModule();
    return module.isEmpty() ? "CUDA " + version : "NVIDIA " + module + ", CUDA " + version;
  }

  static String reported(String deviceInfo) {
    Matcher line = REPORTED.matcher(deviceInfo);
    return line.find() ? line.group(1).strip() : "unknown";
  }

  static String moduleVersion(String text) {
    Matcher line = MODULE_VERSION.matcher(text);
    return line.find() ? line.group(1) : "";
  }

  private static String kernelModule() {
    try {
      return Files.isReadable(KERNEL_MODULE) ? moduleVersion(Files.readString(KERNEL_MODULE)) : "";
    } catch (IOException e) {
      return "";
    }
  }
}
