package dev.twinloop.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Workers that do not come up are told in one line: what happened, its last words, what to do. */
@Timeout(30)
class WorkerProcessTest {
  @Test
  void crashAtStart() {
    String line =
        unavailable(List.of("/bin/sh", "-c", "echo first >&2; echo no compiler >&2; exit 7"));
    assertTrue(line.contains("ended with status 7; last words: no compiler; it never came"), line);
    assertTrue(line.contains("check the installation"), line);
  }

  @Test
  void nothingToStart() {
    String line = unavailable(List.of("/no/such/java"));
    assertTrue(line.contains("could not start /no/such/java"), line);
  }

  @Test
  void silence() {
    DeviceException e =
        assertThrows(
            DeviceException.Timeout.class,
            () -> start(List.of("/bin/sleep", "60"), Duration.ofMillis(200)));
    assertTrue(String.valueOf(e.getMessage()).contains("no answer to its first frame"), "" + e);
  }

  private static String unavailable(List<String> command) {
    DeviceException e =
        assertThrows(
            DeviceException.Unavailable.class, () -> start(command, Duration.ofSeconds(20)));
    String line = String.valueOf(e.getMessage());
    assertEquals(1, line.lines().count(), line);
    return line;
  }

  private static void start(List<String> command, Duration timeout) {
    WorkerProcess.start("toy:0", command, Map.of(), timeout).close();
  }
}
