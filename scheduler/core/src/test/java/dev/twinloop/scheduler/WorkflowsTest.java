package dev.twinloop.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.device.HealthRules;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.policy.Strategy;
import dev.twinloop.run.Limits;
import dev.twinloop.toy.Adding;
import dev.twinloop.toy.BrokenInWorker;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.ToyCpuProvider;
import dev.twinloop.toy.ToyWorkerProvider;
import dev.twinloop.worker.WorkerOptions;
import dev.twinloop.workflow.Workflow;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** Workflows on a scheduler with real threads and worker processes. */
class WorkflowsTest {
  private static final SchedulerConfig CPU =
      SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY).withSliceItems(Adding.PART);
  private static final Doubling TASK = Doubling.ofRange(200_000);
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private static HybridScheduler open(SchedulerConfig config) {
    return HybridScheduler.open(config, List.of(new ToyCpuProvider(), new ToyWorkerProvider()));
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A task of so many slices, whose first ones do not end until the latch is counted down. */
  private static Adding held(int slices, AtomicInteger begun, CountDownLatch end) {
    return new Adding(
        Collections.nCopies(slices, "A"),
        _ -> {
          begun.incrementAndGet();
          uninterrupted(end);
        },
        _ -> {});
  }

  @Test
  void aCancelledWorkflowRunsNoFurtherSliceAndEndsAfterTheLast() {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    try (HybridScheduler scheduler = open(CPU)) {
      Workflow<Integer> workflow =
          steps -> {
            TaskHandle<int[]> one = steps.submit(held(50, begun, end));
            TaskHandle<int[]> other = steps.submit(held(50, begun, end));
            return one.await().value().length + other.await().value().length;
          };
      TaskHandle<Integer> handle = scheduler.submit(workflow);
      while (begun.get() == 0 || scheduler.tasksUnderWay() < 2) {
        Thread.onSpinWait();
      }
      handle.cancel();
      int before = begun.get(); // one that was taken before the cancel may be about to begin
      assertFalse(handle.future().isDone(), "a slice is under way");
      end.countDown();
      CancellationException e = assertThrows(CancellationException.class, handle::await);
      assertTrue(String.valueOf(e.getMessage()).contains(handle.traceId()));
      int after = begun.get();
      int taken = 2 * 2; // so many slices of a task are on the CPU at a time
      assertTrue(after <= Math.max(before, taken), "before=" + before + ", after=" + after);
      assertEquals(0, scheduler.tasksUnderWay());
      assertArrayEquals(TASK.expected(), scheduler.submit(TASK).await().value());
      assertEquals(after, begun.get(), "nothing of it began after its handle was complete");
    }
  }

  /** Without the wake-up, the workflow would be cancelled only when there is room. */
  @Test
  void aStepThatWaitsForRoomIsCancelledWhereItWaits() {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    try (HybridScheduler scheduler = open(CPU.withLimits(new Limits(1, 0)))) {
      TaskHandle<int[]> others = scheduler.submit(held(1, begun, end));
      CountDownLatch body = new CountDownLatch(1);
      Workflow<Integer> workflow =
          steps -> {
            body.countDown();
            return steps.run(TASK).length;
          };
      TaskHandle<Integer> handle = scheduler.submit(workflow);
      uninterrupted(body);
      handle.cancel();
      assertThrows(CancellationException.class, handle::await);
      assertFalse(others.future().isDone(), "there was no room all the time");
      end.countDown();
      assertEquals(Adding.PART, others.await().value().length);
      assertEquals(TASK.items(), scheduler.submit(TASK).await().report().items());
    }
  }

  /** With a limit of one task, each step waits until the one before has left. */
  @Test
  void stepsWaitForRoom() {
    Doubling small = Doubling.ofRange(100);
    try (HybridScheduler scheduler = open(CPU.withLimits(new Limits(1, 0)))) {
      Workflow<Integer> workflow =
          steps -> {
            List<TaskHandle<int[]>> all =
                List.of(steps.submit(small), steps.submit(small), steps.submit(small));
            return all.stream().mapToInt(step -> step.await().value().length).sum();
          };
      assertEquals(300, scheduler.submit(workflow).await().value());
    }
  }

  @Test
  void whatADeviceGetsWrongInAStepTheCpuComputesAgain() {
    SchedulerConfig config =
        SchedulerConfig.defaults()
            .withDevice("toy:0")
            .withSampleRate(1)
            .withHealth(HealthRules.defaults().withCoolDown(Duration.ofHours(1)))
            .withWorker(WorkerOptions.defaults().withDrill("flip@3"));
    List<SchedulerEvent> events = new CopyOnWriteArrayList<>();
    try (HybridScheduler scheduler = open(config.withListener(events::add))) {
      assertTrue(scheduler.engine("toy:0").hardwareCaps().deviceId().equals("toy:0"));
      Workflow<int[]> workflow =
          steps -> {
            TaskHandle<int[]> one = steps.submit(TASK);
            TaskHandle<int[]> other = steps.submit(TASK);
            assertArrayEquals(one.await().value(), other.await().value());
            return other.await().value();
          };
      TaskHandle<int[]> handle = scheduler.submit(workflow, Submission.plain().traced(PARENT));
      TaskResult<int[]> result = handle.await();
      assertArrayEquals(TASK.expected(), result.value());
      TaskReport report = result.report();
      assertEquals(2 * TASK.items(), report.items());
      assertEquals(
          report.items(), report.itemsByDevice().values().stream().mapToLong(n -> n).sum());
      assertTrue(report.mismatches() >= 1, report.toString());
      assertTrue(
          report.fallbacks().stream().anyMatch(f -> f.code() == Code.MISMATCH), report.toString());
      assertTrue(report.checked() > 0);
      assertTrue(
          events.stream()
              .filter(event -> event.kind() == SchedulerEvent.Kind.MISMATCH)
              .allMatch(event -> event.traceId().equals(TRACE)),
          events.toString());
    }
  }

  @Test
  void aTraceparentThatIsPassedInReachesWorkersLogsEventsAndExceptions() {
    List<String> lines = new CopyOnWriteArrayList<>();
    List<SchedulerEvent> events = new CopyOnWriteArrayList<>();
    Handler handler = collecting(lines);
    Logger logger = Logger.getLogger("dev.twinloop");
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    logger.setLevel(Level.ALL);
    SchedulerConfig config =
        SchedulerConfig.defaults()
            .withDevice("toy:0")
            .withStrategy(Strategy.GPU_ONLY)
            .withListener(events::add);
    try (HybridScheduler scheduler = open(config)) {
      Workflow<int[]> workflow =
          Workflow.named("doomed", 0, steps -> steps.run(new BrokenInWorker()));
      TaskHandle<int[]> handle = scheduler.submit(workflow, Submission.plain().traced(PARENT));
      DeviceException e = assertThrows(DeviceException.class, handle::await);
      assertTrue(String.valueOf(e.getMessage()).contains(TRACE), e.getMessage());
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
      logger.setLevel(null);
    }
    assertTrue(
        lines.stream()
            .anyMatch(l -> l.startsWith("worker toy:0") && l.contains("for task " + TRACE)),
        "the worker's own log: " + lines);
    assertTrue(lines.contains("task " + TRACE + ": workflow doomed: begins"), lines.toString());
    assertTrue(
        lines.stream()
            .anyMatch(l -> l.startsWith("task " + TRACE + ": dispatched: broken-in-worker")),
        lines.toString());
    Set<SchedulerEvent.Kind> caused =
        Set.of(
            SchedulerEvent.Kind.PROGRAM_COMPILING,
            SchedulerEvent.Kind.PROGRAM_REFUSED,
            SchedulerEvent.Kind.TASK_FAILED);
    List<SchedulerEvent> own =
        events.stream().filter(event -> caused.contains(event.kind())).toList();
    assertFalse(own.isEmpty());
    assertTrue(own.stream().allMatch(event -> event.traceId().equals(TRACE)), own.toString());
  }

  private static Handler collecting(List<String> lines) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            Object[] parameters = line.getParameters();
            lines.add(
                parameters == null
                    ? line.getMessage()
                    : java.text.MessageFormat.format(line.getMessage(), parameters));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    handler.setLevel(Level.ALL);
    return handler;
  }

  @Test
  void closingTheSchedulerEndsWorkflows() {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch end = new CountDownLatch(1);
    HybridScheduler scheduler = open(CPU);
    Workflow<Integer> workflow = steps -> steps.run(held(1, begun, end)).length;
    TaskHandle<Integer> handle = scheduler.submit(workflow);
    while (begun.get() == 0) {
      Thread.onSpinWait();
    }
    Thread closing = Thread.startVirtualThread(scheduler::close);
    while (scheduler.toString().isEmpty() || !refused(scheduler)) {
      Thread.onSpinWait();
    }
    end.countDown();
    assertThrows(IllegalStateException.class, handle::await);
    assertThrows(
        IllegalStateException.class, () -> scheduler.submit((Workflow<Integer>) steps -> 1));
    try {
      closing.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean refused(HybridScheduler scheduler) {
    try {
      TaskHandle<Integer> unused = scheduler.submit((Workflow<Integer>) steps -> 1);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }
}
