package dev.twinloop.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every worker must survive, whatever engine it hosts: in the middle of a batch of real
 * messages it is killed, stopped, made to lie or to run out of memory. All digests are right, the
 * report names the cause, and neither process nor file is left behind.
 */
public abstract class WorkerDrills {
  private static final int MESSAGES = 1 << 19;
  private static final int MESSAGE = 64;
  private static final int DIGEST = 32;
  private static final int SLICE = 1 << 13;

  /** Thousands of times what a slice takes, so that only a stopped worker exceeds it. */
  private static final Duration STOPPED_LIMIT = Duration.ofSeconds(8);

  private final Arena arena = Arena.ofShared();
  private final MemorySegment messages = arena.allocate((long) MESSAGES * MESSAGE, 64);
  private long pid;

  /** The device whose worker goes wrong. */
  protected abstract String device();

  @BeforeEach
  void prepare() {
    byte[] random = new byte[MESSAGES * MESSAGE];
    new Random(20261122).nextBytes(random);
    messages.copyFrom(MemorySegment.ofArray(random));
  }

  @AfterEach
  void nothingIsLeftBehind() {
    arena.close();
    assertEquals(List.of(), files());
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), "pid " + pid);
  }

  @Test
  void killed() throws Exception {
    assertRecovered(signalled("KILL", Duration.ofHours(1)), Code.UNAVAILABLE, "status 137");
  }

  @Test
  protected void stopped() throws Exception {
    assertRecovered(signalled("STOP", STOPPED_LIMIT), Code.TIMEOUT, "no answer to Run");
  }

  @ParameterizedTest
  @CsvSource({"flip@3, MISMATCH, wrong answer", "oom@3, OUT_OF_MEMORY, out of memory"})
  void goingWrong(String drill, Code code, String cause) throws Exception {
    WorkerOptions options = WorkerOptions.defaults().withDrill(drill);
    // One bit of one digest: only a check of all of them is sure to see it.
    try (HybridScheduler scheduler = HybridScheduler.open(config(options).withSampleRate(1))) {
      pid = ((WorkerEngine) scheduler.engine(device())).pid();
      assertRecovered(scheduler.submit(task()).await(), code, cause);
    }
  }

  private TaskResult<Digests> signalled(String signal, Duration runTimeout) throws Exception {
    WorkerOptions options = WorkerOptions.defaults().withRunTimeout(runTimeout);
    try (HybridScheduler scheduler = HybridScheduler.open(config(options))) {
      pid = ((WorkerEngine) scheduler.engine(device())).pid();
      TaskHandle<Digests> handle = scheduler.submit(task());
      while (handle.progress() == 0) {
        Thread.sleep(1);
      }
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
      return handle.await();
    }
  }

  private SchedulerConfig config(WorkerOptions options) {
    return SchedulerConfig.defaults()
        .withDevice(device())
        .withSliceItems(SLICE)
        .withWorker(options);
  }

  private Sha256Batch task() {
    return Sha256Batch.fixed(messages, MESSAGE, MESSAGE, MESSAGES);
  }

  private void assertRecovered(TaskResult<Digests> result, Code code, String cause)
      throws Exception {
    assertEquals(-1, result.value().segment().mismatch(expected()));
    TaskReport report = result.report();
    assertTrue(
        report.fallbacks().stream()
            .anyMatch(
                f ->
                    f.deviceId().equals(device()) && f.code() == code && f.cause().contains(cause)),
        () -> "fallbacks: " + report.fallbacks());
    // A device that was caught lying has nothing left in the result, whatever it delivered before.
    boolean kept = report.itemsByDevice().getOrDefault(device(), 0L) > 0;
    assertEquals(code != Code.MISMATCH, kept, () -> "items: " + report.itemsByDevice());
    System.out.println(
        code + ": " + report.itemsByDevice() + ", " + report.fallbacks().getFirst().cause());
  }

  private MemorySegment expected() throws Exception {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    byte[] message = new byte[MESSAGE];
    byte[] digests = new byte[MESSAGES * DIGEST];
    for (int i = 0; i < MESSAGES; i++) {
      MemorySegment.copy(
          messages,
          java.lang.foreign.ValueLayout.JAVA_BYTE,
          (long) i * MESSAGE,
          message,
          0,
          MESSAGE);
      sha256.update(message);
      sha256.digest(digests, i * DIGEST, DIGEST);
    }
    return MemorySegment.ofArray(digests);
  }

  /** What this process keeps where shared memory may lie. */
  private static List<Path> files() {
    String own = "twinloop-" + ProcessHandle.current().pid() + "-";
    List<Path> files = new ArrayList<>();
    for (String place : List.of("/dev/shm", System.getProperty("java.io.tmpdir"))) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of(place), own + "*")) {
        found.forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }
}
