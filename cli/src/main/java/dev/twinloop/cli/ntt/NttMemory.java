package dev.twinloop.cli.ntt;

import dev.twinloop.engine.DeviceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a transform takes of the host's memory, said before it starts.
 *
 * @param elements how many numbers are transformed
 * @param bytes what they take
 * @param free what there is
 */
record NttMemory(long elements, long bytes, long free) {
  /** Bytes of a slot for each element: see {@link dev.twinloop.kernel.ntt.NttProgram}. */
  static final long SLOT_BYTES = 272;

  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final String AVAILABLE = "MemAvailable:";

  /** The need of a transform of 2^logSize numbers. */
  static NttMemory of(int logSize, long bytes, long total) {
    return new NttMemory(1L << logSize, bytes, Math.min(total, available()));
  }

  private static long available() {
    try {
      return Files.readAllLines(MEMORY, StandardCharsets.US_ASCII).stream()
          .filter(line -> line.startsWith(AVAILABLE))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      return Long.MAX_VALUE; // not Linux
    }
  }

  /** Need and limit, in one line. */
  String text() {
    return String.format(
        Locale.ROOT,
        "ntt: %,d elements need %,.1f MiB of memory; %,.1f MiB are free",
        elements,
        bytes / 0x1p20,
        free / 0x1p20);
  }

  /**
   * Refuses what cannot fit.
   *
   * @throws DeviceException if less is free than is needed
   */
  void require() {
    if (bytes > free) {
      throw DeviceException.Code.OUT_OF_MEMORY.exception(
          text() + "; end other programs or take a machine with more");
    }
  }
}
