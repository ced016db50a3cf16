package dev.twinloop.workflow;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.engine.InterruptedWaitException;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.toy.Doubling;
import dev.twinloop.workflow.HandEngine.HandTask;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Workflows in workflows, their memory and their handles; with an engine whose tasks end by hand.
 */
class WorkflowPartsTest {
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

  private static <T> T got(AtomicReference<T> place) {
    return Objects.requireNonNull(place.get());
  }

  @Test
  void aWorkflowInAWorkflowIsAStep() throws InterruptedException {
    Workflow<Integer> part = Workflow.named("part", 0, WorkflowPartsTest::both);
    Workflow<Integer> workflow =
        steps -> {
          TaskHandle<Integer> aside = steps.submit(part);
          TaskResult<Integer> here = steps.run(Workflow.named("here", 0, s -> s.run(TEN)[0]));
          assertEquals(10, here.report().items());
          return aside.await().value() + here.value();
        };
    TaskHandle<Integer> handle =
        workflow.start(engine, Submission.plain().traced(PARENT).within(Duration.ofHours(1)));
    for (int i = 0; i < 3; i++) {
      HandTask<?> step = engine.next();
      assertEquals(TRACE, step.traceId());
      assertTrue(step.how().deadline().isPresent());
      step.done(new int[] {100});
    }
    TaskResult<Integer> result = handle.await();
    assertEquals(300, result.value());
    assertEquals(50, result.report().items());
    assertEquals(
        List.of("part", "here"),
        result.report().steps().stream().map(step -> step.type().name()).toList());
    assertEquals(2, result.report().steps().getFirst().steps().size());
  }

  @Test
  void aPartThatIsCancelledLeavesTheRestAlone() throws InterruptedException {
    AtomicReference<TaskHandle<Integer>> part = new AtomicReference<>();
    Workflow<Integer> workflow =
        steps -> {
          TaskHandle<Integer> aside = steps.submit((Workflow<Integer>) s -> s.run(TEN)[0]);
          part.set(aside);
          int other = steps.run(THIRTY)[0];
          assertThrows(CancellationException.class, aside::await);
          return other;
        };
    TaskHandle<Integer> handle = start(workflow);
    HandTask<?> one = engine.next();
    HandTask<?> other = engine.next();
    HandTask<?> ten = one.toString().contains("of 10 items") ? one : other;
    got(part).cancel();
    assertTrue(ten.cancelRequested());
    HandTask<?> thirty = ten == one ? other : one;
    assertFalse(thirty.cancelRequested());
    ten.fail(new CancellationException("cancelled"));
    thirty.done(new int[] {5});
    assertEquals(5, handle.await().value());
  }

  @Test
  void cancelReachesTheStepsOfParts() throws InterruptedException {
    Workflow<Integer> workflow = steps -> steps.run((Workflow<Integer>) s -> s.run(TEN)[0]).value();
    TaskHandle<Integer> handle = start(workflow);
    HandTask<?> step = engine.next();
    handle.cancel();
    assertTrue(step.cancelRequested());
    step.fail(new CancellationException("cancelled"));
    assertThrows(CancellationException.class, handle::await);
  }

  @Test
  void memoryIsFreedWhenNothingRunsAnyMoreWhateverHappens() throws InterruptedException {
    AtomicReference<MemorySegment> memory = new AtomicReference<>();
    Workflow<Integer> workflow =
        steps -> {
          memory.set(steps.allocate(100));
          got(memory).fill((byte) 7);
          return both(steps);
        };
    for (boolean well : new boolean[] {true, false}) {
      TaskHandle<Integer> handle = start(workflow);
      HandTask<?> one = engine.next();
      HandTask<?> other = engine.next();
      assertEquals(7, got(memory).get(JAVA_BYTE, 99));
      assertEquals(0, got(memory).address() % 64);
      if (well) {
        one.done(new int[] {1});
      } else {
        one.fail(Code.LAUNCH.exception("toy"));
        while (!other.cancelRequested()) {
          Thread.onSpinWait();
        }
      }
      assertEquals(7, got(memory).get(JAVA_BYTE, 99), "the other step may still read it");
      other.done(new int[] {1});
      assertEquals(well, handle.future().handle((value, problem) -> problem == null).join());
      assertThrows(IllegalStateException.class, () -> got(memory).get(JAVA_BYTE, 0));
    }
  }

  @Test
  void memoryIsZeroedBeforeItIsFreed() {
    try (WorkflowMemory memory = new WorkflowMemory()) {
      MemorySegment some = memory.allocate(65);
      MemorySegment more = memory.allocate(1);
      some.fill((byte) 1);
      more.fill((byte) 1);
      memory.zero();
      assertEquals(-1, some.mismatch(MemorySegment.ofArray(new byte[65])));
      assertEquals(0, more.get(JAVA_BYTE, 0));
      assertThrows(IllegalArgumentException.class, () -> memory.allocate(0));
    }
  }

  @Test
  void theFutureIsAViewThatDoesNotTouchTheWorkflow() throws InterruptedException {
    TaskHandle<Integer> handle = start(WorkflowPartsTest::both);
    CompletableFuture<TaskResult<Integer>> view = handle.future();
    assertTrue(view.cancel(true));
    HandTask<?> one = engine.next();
    HandTask<?> other = engine.next();
    assertFalse(one.cancelRequested());
    one.done(new int[] {1});
    other.done(new int[] {2});
    assertEquals(3, handle.future().join().value());
  }

  @Test
  void anInterruptEndsTheWaitingOnlyUnlessTheCallerSaysSo() throws InterruptedException {
    TaskHandle<Integer> handle = start(steps -> steps.run(TEN)[0] + steps.run(TEN)[0]);
    HandTask<?> step = engine.next();
    Thread.currentThread().interrupt();
    assertThrows(InterruptedWaitException.class, handle::await);
    assertTrue(Thread.interrupted());
    step.done(new int[] {1});
    HandTask<?> last = engine.next();
    CompletableFuture<Void> ending =
        CompletableFuture.runAsync(
            () -> {
              while (!last.cancelRequested()) {
                Thread.onSpinWait();
              }
              last.fail(new CancellationException("cancelled"));
            });
    Thread.currentThread().interrupt();
    assertThrows(InterruptedWaitException.class, handle::awaitOrCancel);
    assertTrue(Thread.interrupted());
    assertTrue(last.cancelRequested());
    ending.join();
    assertThrows(CancellationException.class, handle::await);
  }

  /** Fault 19 for workflows: one that waits holds no platform thread. */
  @Test
  void thousandsOfWorkflowsHoldNoThreadEach() throws InterruptedException {
    int threads = Thread.activeCount();
    List<TaskHandle<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      all.add(start(steps -> steps.run(TEN)[0]));
    }
    List<HandTask<?>> steps = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      steps.add(engine.next());
    }
    assertTrue(Thread.activeCount() < threads + 100, "threads=" + Thread.activeCount());
    steps.forEach(step -> step.done(new int[] {1}));
    all.forEach(handle -> assertEquals(1, handle.await().value()));
  }
}
