package dev.twinloop.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.SliceReport.Fallback;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.engine.Timings;
import dev.twinloop.toy.Doubling;
import dev.twinloop.workflow.HandEngine.HandTask;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/**
 * What a workflow says of itself: trace, report, progress, deadline; with an engine whose tasks end
 * by hand.
 */
class WorkflowTest {
  private static final Doubling TEN = Doubling.ofRange(10);
  private static final Doubling THIRTY = Doubling.ofRange(30);
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

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

  @Test
  void allStepsHaveTheTraceIdOfTheCallersHeader() throws InterruptedException {
    Workflow<Integer> workflow = steps -> steps.traceId().length() + both(steps);
    TaskHandle<Integer> handle = workflow.start(engine, Submission.plain().traced(PARENT));
    HandTask<?> one = engine.next();
    HandTask<?> other = engine.next();
    assertEquals(TRACE, one.traceId());
    assertEquals(TRACE, other.traceId());
    assertEquals(TRACE, handle.traceId());
    one.done(new int[] {3});
    other.done(new int[] {4});
    TaskResult<Integer> result = handle.await();
    assertEquals(32 + 7, result.value());
    assertEquals(TRACE, result.report().traceId());
    assertTrue(handle.toString().contains(TRACE), handle.toString());
  }

  @Test
  void workflowsWithoutAHeaderHaveATraceIdEach() {
    Workflow<String> workflow = Steps::traceId;
    TaskHandle<String> one = start(workflow);
    TaskHandle<String> other = start(workflow);
    assertEquals(one.traceId(), one.await().value());
    assertNotEquals(one.traceId(), other.await().value());
    assertTrue(one.traceId().matches("[0-9a-f]{32}"), one.traceId());
  }

  @Test
  void theReportSumsThoseOfTheSteps() throws InterruptedException {
    Workflow<Integer> workflow =
        Workflow.named(
            "sum",
            0,
            steps -> {
              steps.note("a note of its own");
              int sum = both(steps);
              return steps.onHost("last", 5, () -> sum + 1);
            });
    TaskHandle<Integer> handle = start(workflow);
    engine.next().done(new int[] {3}, new Fallback("other:0", Code.MISMATCH, "wrong"));
    engine.next().done(new int[] {4}, new Fallback("other:0", Code.TIMEOUT, "late"));
    TaskResult<Integer> result = handle.await();
    assertEquals(8, result.value());
    TaskReport report = result.report();
    assertEquals("sum", report.type().name());
    assertEquals(45, report.items());
    assertEquals(Map.of("hand:0", 40L, "cpu", 5L), report.itemsByDevice());
    assertEquals(2, report.fallbacks().size());
    assertEquals(1, report.mismatches());
    assertEquals(4, report.checked());
    assertEquals(4 / 45.0, report.effectiveSampleRate());
    Timings times = report.timings();
    assertEquals(List.of(2L, 4L, 14L), List.of(times.queueNs(), times.encodeNs(), times.checkNs()));
    assertEquals(List.of("by hand", "a note of its own"), report.notes());
    assertEquals(
        List.of("doubling", "doubling", "last"),
        report.steps().stream().map(step -> step.type().name()).toList());
    assertTrue(report.toString().endsWith("notes=2, steps=3]"), report.toString());
  }

  @Test
  void progressIsItemsDoneOfItemsAndNeverFalls() throws InterruptedException {
    Workflow<Integer> workflow =
        Workflow.named(
            "sum", 80, steps -> both(steps) + steps.run(THIRTY)[0] + steps.run(THIRTY)[0]);
    TaskHandle<Integer> handle = start(workflow);
    HandTask<?> ten = engine.nextStep();
    HandTask<?> thirty = engine.nextStep();
    assertEquals(0, handle.progress());
    thirty.advance(15);
    assertEquals(15 / 80.0, handle.progress(), 1e-9);
    thirty.done(new int[] {1});
    ten.done(new int[] {1});
    engine.nextStep().done(new int[] {1});
    HandTask<?> last = engine.nextStep(); // 100 items are known now, 70 of them done
    assertEquals(0.7, handle.progress(), 1e-9);
    last.advance(-30); // caught lying: its items are computed again
    assertEquals(0.7, handle.progress(), 1e-9);
    last.done(new int[] {1});
    assertEquals(4, handle.await().value());
    assertEquals(1, handle.progress());
  }

  @Test
  void progressIsNotOneBeforeTheEnd() throws InterruptedException {
    CountDownLatch goOn = new CountDownLatch(1);
    Workflow<Integer> workflow =
        steps -> {
          int one = steps.run(TEN)[0];
          uninterrupted(goOn);
          return one;
        };
    TaskHandle<Integer> handle = start(workflow);
    HandTask<?> ten = engine.next();
    ten.done(new int[] {1});
    assertTrue(handle.progress() < 1);
    assertFalse(handle.future().isDone());
    goOn.countDown();
    assertEquals(1, handle.await().value());
  }

  private static void uninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theDeadlineOfTheWholeIsThatOfEachStep() throws InterruptedException {
    Duration all = Duration.ofHours(1);
    Workflow<Integer> workflow = steps -> steps.run(TEN)[0] + steps.run(TEN)[0];
    TaskHandle<Integer> handle = workflow.start(engine, Submission.plain().within(all));
    HandTask<?> one = engine.next();
    Duration left = one.how().deadline().orElseThrow();
    assertTrue(left.compareTo(all) <= 0, left.toString());
    one.done(new int[] {1});
    HandTask<?> other = engine.next();
    assertTrue(other.how().deadline().orElseThrow().compareTo(left) < 0, "less is left");
    assertTrue(other.how().waiting(), "steps wait for room");
    other.done(new int[] {1});
    assertEquals(2, handle.await().value());
  }

  @Test
  void aLateWorkflowGoesOnAndIsStillUrgent() throws InterruptedException {
    Workflow<Integer> workflow = steps -> steps.run(TEN)[0];
    TaskHandle<Integer> handle =
        workflow.start(engine, Submission.plain().within(Duration.ofNanos(1)));
    HandTask<?> step = engine.next();
    assertEquals(Duration.ofNanos(1), step.how().deadline().orElseThrow());
    step.done(new int[] {1});
    assertEquals(1, handle.await().value());
  }
}
