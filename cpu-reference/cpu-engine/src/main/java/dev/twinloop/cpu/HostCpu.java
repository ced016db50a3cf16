package dev.twinloop.cpu;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** This machine's processor, as its operating system describes it. */
final class HostCpu {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  private HostCpu() {}

  static HardwareCaps caps(String deviceId, int cores) {
    return new HardwareCaps(
        deviceId,
        modelName(CPUINFO),
        EngineType.CPU,
        Backend.JVM,
        true,
        memoryBytes(),
        cores,
        "JVM " + Runtime.version());
  }

  /** The {@code model name} line of Linux, or the architecture where there is none. */
  static String modelName(Path cpuinfo) {
    String architecture = System.getProperty("os.arch", "unknown");
    if (!Files.isReadable(cpuinfo)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException | UncheckedIOException e) {
      return architecture;
    }
  }

  private static long memoryBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getTotalMemorySize()
        : Runtime.getRuntime().maxMemory();
  }
}
