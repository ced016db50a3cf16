package dev.twinloop.worker.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process, so that its number is not mistaken when it is given to another: number, start time,
 * and the space that both are counted in. Written into file names as {@code
 * twinloop-PID-START-SPACE-…}.
 *
 * @param pid its number
 * @param start clock ticks from the start of the machine to its own
 * @param space the namespace of process numbers (a container has its own); 0 where there are none
 */
record Owner(long pid, long start, long space) {
  static final String PATTERN = "twinloop-*";

  private static final Pattern NAME = Pattern.compile("twinloop-(\\d+)-(\\d+)-(\\d+)-.*");
  private static final int START_FIELD = 22;

  /** This process. */
  static Owner self() {
    long pid = ProcessHandle.current().pid();
    return new Owner(pid, start(pid), ownSpace());
  }

  /** The process that a file name tells. */
  static Optional<Owner> of(String name) {
    Matcher matcher = NAME.matcher(name);
    try {
      return matcher.matches()
          ? Optional.of(
              new Owner(
                  Long.parseLong(matcher.group(1)),
                  Long.parseLong(matcher.group(2)),
                  Long.parseLong(matcher.group(3))))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** How the names of its files begin. */
  String prefix() {
    return "twinloop-%d-%d-%d-".formatted(pid, start, space);
  }

  /**
   * Whether it is certain that this process is gone: one of another space is never taken for it.
   */
  boolean isDead() {
    return space == ownSpace() && start(pid) != start;
  }

  /** The start time of a process, or -1 if there is none. */
  private static long start(long pid) {
    Path stat = Path.of("/proc/" + pid + "/stat");
    try {
      String text = Files.readString(stat);
      String afterName = text.substring(text.lastIndexOf(')') + 2);
      return Long.parseLong(afterName.split(" ")[START_FIELD - 3]);
    } catch (IOException | RuntimeException e) {
      return ProcessHandle.of(pid).isPresent() ? 0 : -1;
    }
  }

  private static long ownSpace() {
    try {
      String link = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
      return Long.parseLong(link.replaceAll("[^0-9]", ""));
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }
}
