package dev.twinloop.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.device.HealthRules;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerEvent.Kind;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.WrongDoubling;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A worker dies, hangs, lies or runs out of memory in the middle of a task: the answer is right.
 */
class FailureDrillTest {
  private static final String OWN_FILES = "twinloop-" + ProcessHandle.current().pid() + "-";
  private static final Doubling TASK = Doubling.ofRange(200_000);

  /** A thousand times what a slice takes, so that only a worker that hangs exceeds it. */
  private static final Duration HUNG = Duration.ofSeconds(5);

  private final List<SchedulerEvent> events = new CopyOnWriteArrayList<>();
  private Set<Path> sharedBefore = Set.of();
  private long pid;

  @BeforeEach
  void rememberSharedMemory() throws IOException {
    sharedBefore = sharedFiles();
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException, InterruptedException {
    while (!left().isEmpty()) {
      Thread.sleep(20); // a slot that was being opened is closed by the thread that opened it
    }
    assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false), "pid " + pid);
  }

  @Test
  void killedWorker() throws Exception {
    TaskResult<int[]> result = runWhile(config(WorkerOptions.defaults()), "KILL");
    assertFallback(result, Code.UNAVAILABLE, "ended with status 137");
    assertTrue(told(Kind.DEVICE_UNHEALTHY));
  }

  @Test
  void stoppedWorker() throws Exception { // fault 11: what a worker is killed over names the task
    WorkerOptions impatient = WorkerOptions.defaults().withRunTimeout(HUNG);
    TaskResult<int[]> result = runWhile(config(impatient), "STOP");
    assertFallback(result, Code.TIMEOUT, "no answer to Run");
    assertFallback(result, Code.TIMEOUT, ", task " + result.report().traceId() + "; killed");
  }

  @ParameterizedTest
  @CsvSource({
    "flip@3, MISMATCH, wrong answer",
    "oom@3, OUT_OF_MEMORY, out of memory",
    "skip@3, LAUNCH, receipt 0 of 1024 is missing",
    "crash@3, UNAVAILABLE, ended with status 70",
    "hang@3, TIMEOUT, no answer to Run"
  })
  void drills(String drill, Code code, String text) {
    WorkerOptions options =
        WorkerOptions.defaults()
            .withRunTimeout(code == Code.TIMEOUT ? HUNG : Duration.ofHours(1))
            .withDrill(drill);
    try (HybridScheduler scheduler = HybridScheduler.open(config(options).withSampleRate(1))) {
      pid = ((WorkerEngine) scheduler.engine("toy:0")).pid();
      assertFallback(scheduler.submit(TASK).await(), code, text);
    }
    // Fault 11: a drill's lines looked like real failures.
    assertTrue(events.stream().allMatch(event -> event.text().startsWith("[drill] ")));
  }

  @Test
  void aDeviceThatKeepsLyingIsShutOut() {
    SchedulerConfig config =
        config(WorkerOptions.defaults().withDrill("corrupt@3"))
            .withSampleRate(1)
            .withHealth(HealthRules.defaults().withCoolDown(Duration.ofHours(1)));
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      pid = ((WorkerEngine) scheduler.engine("toy:0")).pid();
      TaskResult<int[]> result = scheduler.submit(TASK).await();
      assertFallback(result, Code.MISMATCH, "wrong answer");
      while (!told(Kind.DEVICE_UNHEALTHY)) { // a task that caught it uses it no more: another does
        assertArrayEquals(TASK.expected(), scheduler.submit(TASK).await().value());
      }
    }
  }

  @Test
  void aDeviceThatDiedOnceIsReadmittedAfterItsKnownAnswers() {
    SchedulerConfig config =
        config(WorkerOptions.defaults())
            .withHealth(HealthRules.defaults().withCoolDown(Duration.ofMillis(1)));
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      pid = ((WorkerEngine) scheduler.engine("toy:0")).pid();
      TaskHandle<int[]> handle = scheduler.submit(TASK);
      ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
      assertArrayEquals(TASK.expected(), handle.await().value());
      Set<String> places = Set.of();
      while (!places.equals(Set.of("toy:0"))) { // meanwhile tasks go on elsewhere
        TaskResult<int[]> next = scheduler.submit(TASK).await();
        assertArrayEquals(TASK.expected(), next.value());
        places = next.report().itemsByDevice().keySet();
      }
      assertTrue(told(Kind.DEVICE_READY));
    }
  }

  @Test
  void aKernelThatIsWrongEverywhereYieldsNoAnswer() {
    try (HybridScheduler scheduler =
        HybridScheduler.open(config(WorkerOptions.defaults()).withSampleRate(1))) {
      TaskHandle<int[]> handle = scheduler.submit(new WrongDoubling(TASK));
      DeviceException e = assertThrows(DeviceException.Mismatch.class, handle::await);
      assertTrue(String.valueOf(e.getMessage()).contains("device cpu"), e.getMessage());
    }
  }

  /** Fault 11: a fallback was told, of which there was none, and what it threw named no task. */
  @Test
  void gpuOnlyNeverFallsBackAndSaysWhichTaskFailed() {
    SchedulerConfig config =
        config(WorkerOptions.defaults().withDrill("skip@4")).withStrategy(Strategy.GPU_ONLY);
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      TaskHandle<int[]> handle = scheduler.submit(TASK);
      DeviceException e = assertThrows(DeviceException.Launch.class, () -> handle.await());
      assertTrue(String.valueOf(e.getMessage()).contains(handle.traceId()), e.getMessage());
    }
    assertTrue(told(Kind.TASK_FAILED));
    assertFalse(told(Kind.FALLBACK), events.toString());
  }

  private SchedulerConfig config(WorkerOptions options) {
    return SchedulerConfig.defaults()
        .withSliceItems(1024)
        .withDevice("toy:0")
        .withWorker(options)
        .withListener(events::add);
  }

  private TaskResult<int[]> runWhile(SchedulerConfig config, String signal) throws Exception {
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      pid = ((WorkerEngine) scheduler.engine("toy:0")).pid();
      TaskHandle<int[]> handle = scheduler.submit(TASK);
      while (handle.progress() == 0) {
        Thread.sleep(1);
      }
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
      return handle.await();
    }
  }

  private void assertFallback(TaskResult<int[]> result, Code code, String text) {
    assertArrayEquals(TASK.expected(), result.value());
    assertTrue(
        result.report().fallbacks().stream()
            .anyMatch(
                f -> f.deviceId().equals("toy:0") && f.code() == code && f.cause().contains(text)),
        () -> "fallbacks: " + result.report().fallbacks());
    assertTrue(told(code == Code.MISMATCH ? Kind.MISMATCH : Kind.FALLBACK));
  }

  private boolean told(Kind kind) {
    return events.stream().anyMatch(e -> e.kind() == kind);
  }

  private Set<Path> left() throws IOException {
    Set<Path> left = new HashSet<>(sharedFiles());
    left.removeAll(sharedBefore); // an earlier test's worker may still be ending meanwhile
    return left;
  }

  private static Set<Path> sharedFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(OWN_FILES))
          .collect(Collectors.toSet());
    }
  }
}
