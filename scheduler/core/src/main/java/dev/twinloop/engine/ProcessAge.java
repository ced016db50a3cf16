package dev.twinloop.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * How long a process has been running. On Linux, {@link ProcessHandle.Info#startInstant} is up to a
 * second late, because it is computed from the start of the system, which Linux gives in whole
 * seconds.
 */
public final class ProcessAge {
  /** What the kernel counts in, whatever its own clock: USER_HZ, see proc(5). */
  private static final long TICK_MS = 10;

  /** Field 22 of a stat line, counted from the one behind the command's name. */
  private static final int START_TIME = 19;

  private ProcessAge() {}

  /**
   * The age of a process.
   *
   * @return milliseconds, exact to about ten; 0 if there is no such process, or the system does not
   *     tell
   */
  public static long ms(long pid) {
    try {
      String uptime = text(Path.of("/proc/uptime"));
      return ms(uptime, text(Path.of("/proc", Long.toString(pid), "stat"))).orElse(0);
    } catch (IOException e) {
      return 0; // no Linux, or a /proc that hides the process
    }
  }

  /** The same from what the system says; the name of a command may hold blanks and parentheses. */
  static OptionalLong ms(String uptime, String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    try {
      double up = Double.parseDouble(uptime.strip().split(" ")[0]);
      long started = Long.parseLong(fields[START_TIME]) * TICK_MS;
      return OptionalLong.of(Math.max(0, Math.round(up * 1000) - started));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return OptionalLong.empty();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
