package dev.twinloop.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Cancellation;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.toy.Doubling;
import dev.twinloop.workflow.HandEngine.HandTask;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How a workflow ends: by a failure, by a cancel; with an engine whose tasks end by hand. */
class WorkflowEndsTest {
  private static final Doubling TEN = Doubling.ofRange(10);
  private static final Doubling THIRTY = Doubling.ofRange(30);

  private final HandEngine engine = new HandEngine();

  private <R> TaskHandle<R> start(Workflow<R> workflow) {
    return workflow.start(engine, Submission.plain());
  }

  private static int first(TaskHandle<int[]> step) {
    return step.await().value()[0];
  }

  /** Two steps side by side, then their sum. */
  private static int both(Steps steps) {
    TaskHandle<int[]> one = steps.submit(TEN);
    TaskHandle<int[]> other = steps.submit(THIRTY);
    return first(one) + first(other);
  }

  private static <T> T got(AtomicReference<T> place) {
    return Objects.requireNonNull(place.get());
  }

  @Test
  void aFailingStepEndsTheWorkflowAndItsOtherStepsFirst() throws InterruptedException {
    TaskHandle<Integer> handle = start(WorkflowEndsTest::both);
    HandTask<?> one = engine.next();
    HandTask<?> other = engine.next();
    DeviceException failure = Code.LAUNCH.exception("task " + one.traceId() + ": toy");
    one.fail(failure);
    while (!other.cancelRequested()) {
      Thread.onSpinWait();
    }
    assertFalse(handle.future().isDone(), "a slice of the other step still runs");
    other.fail(new CancellationException("task " + other.traceId() + ": cancelled"));
    assertSame(failure, assertThrows(DeviceException.Launch.class, handle::await));
    assertEquals(
        "task %s: workflow workflow: ended by this".formatted(handle.traceId()),
        failure.getSuppressed()[0].getMessage());
  }

  @Test
  void aBodyMayCopeWithAFailureAndTheReportSaysSo() throws InterruptedException {
    Workflow<Integer> workflow =
        steps -> {
          try {
            return steps.run(TEN)[0];
          } catch (DeviceException.OutOfMemory e) {
            return steps.run(THIRTY)[0];
          }
        };
    TaskHandle<Integer> handle = start(workflow);
    engine.next().fail(Code.OUT_OF_MEMORY.exception("secret=12345"));
    engine.next().done(new int[] {9});
    TaskResult<Integer> result = handle.await();
    assertEquals(9, result.value());
    assertEquals(1, result.report().steps().size());
    assertEquals(
        List.of("by hand", "step doubling: no result: OUT_OF_MEMORY"), result.report().notes());
  }

  @Test
  void aFailureThatNobodyLookedAtIsNotLost() throws InterruptedException {
    Workflow<Integer> workflow =
        steps -> {
          TaskHandle<int[]> unused = steps.submit(TEN);
          return 1;
        };
    TaskHandle<Integer> handle = start(workflow);
    HandTask<?> step = engine.next();
    assertFalse(handle.future().isDone(), "the body has returned, its step has not ended");
    assertFalse(step.cancelRequested(), "who has no wish to wait may still want the work done");
    step.fail(Code.LAUNCH.exception("toy"));
    assertThrows(DeviceException.Launch.class, handle::await);
  }

  /** Whoever waited for it waited for ever. */
  @Test
  @SuppressWarnings("NullAway") // callers without it can do so
  void aBodyThatReturnsNullIsAFailureThatIsTold() {
    TaskHandle<Integer> handle = start(steps -> null);
    IllegalStateException told = assertThrows(IllegalStateException.class, handle::await);
    assertTrue(told.getMessage().endsWith("its body returned null, accepted: a result"));
  }

  @Test
  void aStepThatNobodyWaitsForEndsBeforeTheWorkflow() throws InterruptedException {
    Workflow<Integer> workflow =
        steps -> {
          TaskHandle<int[]> unused = steps.submit(TEN);
          return 1;
        };
    TaskHandle<Integer> handle = start(workflow);
    HandTask<?> step = engine.next();
    assertThrows(DeviceException.Timeout.class, () -> handle.await(Duration.ofMillis(1)));
    step.done(new int[] {1});
    assertEquals(10, handle.await().report().items());
  }

  @Test
  void hostStepsThatFailSaySoInTheirOwnWords() {
    Workflow<Integer> workflow =
        steps ->
            steps.onHost(
                "host",
                1,
                () -> {
                  throw new IllegalStateException("of a host step");
                });
    TaskHandle<Integer> handle = start(workflow);
    IllegalStateException e = assertThrows(IllegalStateException.class, handle::await);
    assertEquals("of a host step", e.getMessage());
    assertTrue(
        String.valueOf(e.getSuppressed()[0].getMessage()).contains(handle.traceId()),
        "the trace id is in the exception");
    assertThrows(
        IllegalArgumentException.class, start(steps -> steps.onHost("host", -1, () -> 1))::await);
  }

  @Test
  void aBodyThatHasEndedBeginsNoStep() {
    AtomicReference<Steps> leaked = new AtomicReference<>();
    Workflow<Integer> workflow =
        steps -> {
          leaked.set(steps);
          return 1;
        };
    assertEquals(1, start(workflow).await().value());
    assertThrows(IllegalStateException.class, () -> got(leaked).submit(TEN));
    assertThrows(IllegalStateException.class, () -> got(leaked).allocate(1));
    assertThrows(IllegalStateException.class, () -> got(leaked).onHost("host", 1, () -> 1));
    assertThrows(IllegalStateException.class, () -> got(leaked).submit((Workflow<Integer>) s -> 1));
    assertEquals(0, engine.waiting());
  }

  @Test
  void cancelStopsAllStepsAndTheHandleCompletesAfterTheLast() throws InterruptedException {
    List<String> seen = new ArrayList<>();
    Workflow<Integer> workflow =
        steps -> {
          try {
            return both(steps);
          } catch (CancellationException e) {
            seen.add("" + e.getMessage());
            assertThrows(CancellationException.class, () -> steps.submit(TEN));
            assertThrows(CancellationException.class, () -> steps.onHost("host", 1, () -> 1));
            assertThrows(CancellationException.class, steps::requireWanted);
            throw e;
          }
        };
    TaskHandle<Integer> handle = start(workflow);
    HandTask<?> one = engine.next();
    HandTask<?> other = engine.next();
    handle.cancel();
    handle.cancel();
    assertTrue(one.cancelRequested() && other.cancelRequested());
    one.fail(new CancellationException("task " + one.traceId() + ": cancelled"));
    assertThrows(DeviceException.Timeout.class, () -> handle.await(Duration.ofMillis(1)));
    other.fail(new CancellationException("task " + other.traceId() + ": cancelled"));
    CancellationException e = assertThrows(CancellationException.class, handle::await);
    assertEquals(
        "task %s: workflow workflow: cancelled".formatted(handle.traceId()), e.getMessage());
    assertEquals(1, seen.size());
    assertEquals(0, engine.waiting(), "no further step");
  }

  /** The body waits for its turn on an executor that runs nothing by itself. */
  @Test
  void cancelBeforeTheBodyHasBegun() {
    Queue<Runnable> bodies = new ArrayDeque<>();
    Workflow<Integer> workflow = WorkflowEndsTest::both;
    TaskHandle<Integer> handle =
        WorkflowRun.start(workflow, new WorkflowRun.Place(engine, bodies::add), Submission.plain());
    handle.cancel();
    assertFalse(handle.future().isDone(), "its body has a turn still");
    bodies.remove().run();
    assertThrows(CancellationException.class, handle::await);
    assertEquals(0, engine.waiting(), "nothing was begun");
  }

  @Test
  void cancelAfterTheBodyEndsTheStepsThatNobodyWaitsFor() throws InterruptedException {
    Workflow<Integer> workflow =
        steps -> {
          TaskHandle<int[]> unused = steps.submit(TEN);
          return 1;
        };
    Queue<Runnable> bodies = new ArrayDeque<>();
    TaskHandle<Integer> handle =
        WorkflowRun.start(workflow, new WorkflowRun.Place(engine, bodies::add), Submission.plain());
    bodies.remove().run();
    HandTask<?> step = engine.next();
    handle.cancel();
    assertTrue(step.cancelRequested());
    step.fail(new CancellationException("task " + step.traceId() + ": cancelled"));
    assertThrows(CancellationException.class, handle::await);
  }

  @Test
  void aBodyThatSwallowsTheCancelIsCancelledNevertheless() throws InterruptedException {
    Workflow<Integer> workflow =
        steps -> {
          try {
            return steps.run(TEN)[0];
          } catch (CancellationException e) {
            return -1;
          }
        };
    TaskHandle<Integer> handle = start(workflow);
    HandTask<?> step = engine.next();
    handle.cancel();
    step.fail(new CancellationException("cancelled"));
    assertThrows(CancellationException.class, handle::await);
  }

  @Test
  void aStepThatIsCancelledAloneLeavesTheRestAlone() throws InterruptedException {
    Workflow<Integer> workflow =
        steps -> {
          TaskHandle<int[]> one = steps.submit(TEN);
          TaskHandle<int[]> other = steps.submit(THIRTY);
          one.cancel();
          return first(other);
        };
    TaskHandle<Integer> handle = start(workflow);
    HandTask<?> one = engine.next();
    HandTask<?> other = engine.next();
    other.done(new int[] {5});
    while (!one.cancelRequested()) {
      Thread.onSpinWait();
    }
    one.fail(new CancellationException("cancelled"));
    assertEquals(5, handle.await().value());
  }

  @Test
  void oneCancellationEndsTasksAndWorkflowsAlike() throws InterruptedException {
    Cancellation all = new Cancellation();
    Submission how = Submission.plain().under(all);
    TaskHandle<Integer> workflow = ((Workflow<Integer>) WorkflowEndsTest::both).start(engine, how);
    HandTask<?> one = engine.next();
    HandTask<?> other = engine.next();
    TaskHandle<int[]> task = engine.submit(TEN, how);
    HandTask<?> alone = engine.next();
    assertEquals(2, all.size());
    all.cancel();
    for (HandTask<?> step : List.of(one, other, alone)) {
      assertTrue(step.cancelRequested());
      step.fail(new CancellationException("cancelled"));
    }
    assertThrows(CancellationException.class, workflow::await);
    assertThrows(CancellationException.class, task::await);
    assertEquals(0, all.size());
    assertThrows(
        CancellationException.class,
        () -> ((Workflow<Integer>) WorkflowEndsTest::both).start(engine, how));
    assertThrows(CancellationException.class, () -> engine.submit(TEN, how));
  }
}
