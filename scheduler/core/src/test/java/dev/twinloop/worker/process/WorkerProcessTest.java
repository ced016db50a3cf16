package dev.twinloop.worker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.worker.protocol.Frame;
import dev.twinloop.worker.protocol.FrameStream;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Workers that do not come up are told in one line: what happened, its last words, what to do. */
class WorkerProcessTest {
  private static final Duration LONG = Duration.ofHours(1);

  @Test
  void crashAtStart() {
    String line = unavailable(List.of("/bin/sh", "-c", "echo first; echo no compiler >&2; exit 7"));
    assertTrue(line.contains("ended with status 7; last words: no compiler; it never came"), line);
    assertTrue(line.contains("check the installation"), line);
  }

  @Test
  void nothingToStart() {
    String line = unavailable(List.of("/no/such/java"));
    assertTrue(line.contains("could not be started"), line);
    assertTrue(line.contains("/no/such/java"), line);
  }

  @Test
  void silence() {
    DeviceException e =
        assertThrows(
            DeviceException.Timeout.class,
            () -> start(List.of("/bin/sleep", "600"), Duration.ofMillis(200)));
    assertTrue(String.valueOf(e.getMessage()).contains("no answer to its first frame"), "" + e);
    assertNoChildren();
  }

  /**
   * A search for devices says what it found and ends: on a crowded machine its end was heard first,
   * and the search was told as failed.
   */
  @Test
  void aWorkerThatSaysItsWordAndEndsAtOnceIsHeard() {
    for (int i = 0; i < 200; i++) {
      try (WorkerProcess worker = WorkerProcess.start("brief", this::saidAndGone, LONG)) {
        assertEquals(List.of(), worker.hello().devices());
      }
    }
  }

  /** What a worker says, before the process that stands for it has even begun. */
  private ProcessBuilder saidAndGone(ControlSocket control) throws IOException {
    try (SocketChannel said = ControlSocket.connect(control.path())) {
      new FrameStream(said, said).write(new Frame.Hello(Frame.PROTOCOL, 0, List.of()));
    }
    return new ProcessBuilder("/bin/true");
  }

  /** Fault 19: closing waited behind a hung start. */
  @Test
  void anInterruptEndsAHungStartAndItsProcess() throws InterruptedException {
    Thread caller = Thread.currentThread();
    Thread.ofPlatform()
        .start(
            () -> {
              while (ProcessHandle.current().children().findAny().isEmpty()) {
                Thread.onSpinWait();
              }
              caller.interrupt();
            });
    String line = unavailable(List.of("/bin/sleep", "600"));
    assertTrue(line.contains("its start was interrupted"), line);
    assertTrue(Thread.interrupted());
    assertNoChildren();
  }

  static void assertNoChildren() {
    ProcessHandle.current().children().forEach(child -> child.onExit().join());
    assertFalse(ProcessHandle.current().children().findAny().isPresent());
  }

  private static String unavailable(List<String> command) {
    DeviceException e = assertThrows(DeviceException.Unavailable.class, () -> start(command, LONG));
    String line = String.valueOf(e.getMessage());
    assertEquals(1, line.lines().count(), line);
    return line;
  }

  private static void start(List<String> command, Duration timeout) {
    WorkerProcess.start("toy:0", _ -> new ProcessBuilder(command), timeout).close();
  }
}
