package dev.twinloop.worker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.Slot;
import dev.twinloop.toy.DoublingProgram;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import dev.twinloop.worker.memory.SharedRegions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that a worker says is trusted: it can cost its own work only, and says why it ended. */
class HostileWorkerTest {
  private static final Duration LONG = Duration.ofHours(1);

  @AfterEach
  void noProcessIsLost() {
    WorkerProcessTest.assertNoChildren();
  }

  private static WorkerProcess start(String what) {
    return WorkerProcess.start("toy:0", HostileWorker.command(what), LONG);
  }

  /** Fault 24: a protocol error was told as "status 137". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "garbage|length=1629512818",
        "oversized|length=2147483647",
        "half|closed its control channel",
        "request|a request where an answer was expected",
        "otherProtocol|worker speaks protocol 1"
      })
  void whatBreaksTheProtocolEndsTheWorkerAndIsTold(String what, String told) {
    DeviceException e = assertThrows(DeviceException.Unavailable.class, () -> start(what));
    String line = String.valueOf(e.getMessage());
    assertTrue(line.contains(told) && line.endsWith("; killed"), line);
    assertFalse(line.contains("status 137"), line);
  }

  /** Fault 21: a worker's list without a device leaked the process. */
  @ParameterizedTest
  @CsvSource({"noDevice,devices=0", "noSlots,slots=0", "twoDevices,devices=2"})
  void aWorkerThatServesNotOneDeviceIsEnded(String what, String told) {
    DeviceException e =
        assertThrows(DeviceException.Unavailable.class, () -> engine(start(what)).close());
    assertTrue(String.valueOf(e.getMessage()).contains(told), e.getMessage());
  }

  @Test
  void aClosedChannelEndsTheWorkerAndIsTold() {
    try (WorkerProcess worker = start("closed")) {
      String why = worker.ended().join();
      assertTrue(why.contains("closed its control channel; killed"), why);
    }
  }

  @Test
  void anAnswerToAnotherQuestionEndsTheWorker() {
    try (WorkerEngine engine = engine(start("wrongAnswers"))) {
      DeviceException e =
          assertThrows(
              DeviceException.Unavailable.class,
              () -> {
                try (Slot slot = engine.openSlot(new DoublingProgram(false), 16)) {
                  slot.buffers();
                }
              });
      assertTrue(String.valueOf(e.getMessage()).contains("answered Done"), e.getMessage());
      assertTrue(engine.ended().join().contains("answered Done"));
    }
  }

  /** Fault 24: an endless line of a worker's log took all memory and the log's thread. */
  @Test
  void anEndlessLogLineIsCutAndTheNextOneIsRead() throws InterruptedException {
    try (WorkerProcess worker = start("endlessLine")) {
      worker.lastLog().await("still here");
      assertEquals(LogLines.MOST_BYTES + 2, worker.lastLog().longest());
    }
  }

  /** Fault 18: what a JVM prints before the first frame kept every worker from starting. */
  @Test
  void whatTheJvmPrintsIsLog() throws InterruptedException {
    try (WorkerProcess worker = start("chatty")) {
      assertEquals("toy:0", worker.hello().devices().getFirst().deviceId());
      worker.lastLog().await("-XX:");
    }
  }

  /** Fault 24: options and properties stood in a command line that everyone can read. */
  @Test
  void optionsAreHiddenAndTheirFileIsGone() throws IOException {
    try (WorkerProcess worker = start("chatty")) {
      String line = Files.readString(Path.of("/proc/" + worker.pid() + "/cmdline"));
      assertFalse(line.contains("-Xlog:gc") || line.contains(".jar") || line.contains("-D"), line);
      String file =
          line.lines()
              .flatMap(l -> java.util.Arrays.stream(l.split("\0")))
              .filter(word -> word.startsWith("@"))
              .findFirst()
              .orElseThrow()
              .substring(1);
      assertFalse(Files.exists(Path.of(file)));
      assertFalse(Files.exists(Path.of(file).getParent()));
    }
  }

  private static WorkerEngine engine(WorkerProcess process) {
    return WorkerEngine.over(
        process,
        new WorkerEngine.Settings(WorkerOptions.defaults(), new SharedRegions()),
        Duration.ZERO);
  }
}
