package dev.twinloop.bench;

import dev.twinloop.device.DeviceStatus;
import dev.twinloop.engine.HardwareCaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a figure was measured on. */
public final class Machine {
  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Processor, cores and system, in one line. */
  public static String describe() {
    return "%s, %d cores, %s %s"
        .formatted(
            processor(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }

  /** The Java that runs this, in one line. */
  public static String jvm() {
    return System.getProperty("java.vm.name") + " " + Runtime.version();
  }

  /** A device and what stands between, in one line. */
  public static String describe(HardwareCaps caps) {
    return String.format(
        Locale.ROOT,
        "%s (%s, driver %s, %.1f GiB, %d compute units)",
        caps.deviceName(),
        caps.backend(),
        caps.driver(),
        caps.memoryBytes() / (double) (1 << 30),
        caps.computeUnits());
  }

  /** How many GPUs these are; a card under two backends is one. */
  public static int gpus(List<DeviceStatus> devices) {
    return (int)
        devices.stream()
            .map(DeviceStatus::caps)
            .flatMap(Optional::stream)
            .filter(HardwareCaps::gpuPresent)
            .map(caps -> caps.pciBus().isEmpty() ? caps.deviceId() : caps.pciBus())
            .distinct()
            .count();
  }

  static String processor() {
    try {
      if (Files.isReadable(CPU_INFO)) {
        for (String line : Files.readAllLines(CPU_INFO)) {
          if (line.startsWith("model name")) {
            return line.substring(line.indexOf(':') + 1).strip();
          }
        }
      }
    } catch (IOException e) {
      return System.getProperty("os.arch") + " (" + e.getMessage() + ")";
    }
    return System.getProperty("os.arch", "unknown processor");
  }
}
