package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.Strategy;
import dev.twinloop.policy.Thresholds;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Sixty-four submitters of small tasks on two cores: whichever had a core carried its own tasks,
 * one after the other, and the others were served a time slice later. One task in a hundred took
 * twenty times as long as the median.
 */
class InlineTurnsTest {
  private static final SchedulerConfig CPU =
      SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY);

  private final Bench bench = new Bench(CPU); // of one core

  private Bench.Taken<int[]> small() {
    return bench.submit(Hooked.of(4), CPU, Long.MAX_VALUE);
  }

  /** Small tasks that wait; before them, one showed what they cost. */
  private List<Bench.Taken<int[]>> waiting(int count) {
    small();
    bench.cpuAll();
    return Stream.generate(this::small).limit(count).toList();
  }

  private void waitFor(Bench.Taken<int[]> task) {
    bench.dispatcher.carryFor(task.run(), Long.MAX_VALUE);
  }

  @Test
  void aThreadCarriesItsOwnSmallTaskWhereFewWait() {
    List<Bench.Taken<int[]>> tasks = waiting(2);
    waitFor(tasks.getLast());
    assertTrue(tasks.getLast().ended());
    assertFalse(tasks.getFirst().ended());
  }

  private Bench.Taken<int[]> taking(long ns) {
    Hooked task = Hooked.of(4);
    for (int i = 0; i < 20; i++) {
      bench.costs.of(task.program().program(), Costs.LOOP).observe(4, ns, true, bench.clock.get());
    }
    return small();
  }

  /** A task of two milliseconds waited until a thread was woken, while its caller slept. */
  @Test
  void aThreadCarriesATaskThatTheCoresDoSoon() {
    Bench.Taken<int[]> task = taking(2_000_000);
    bench.dispatcher.carryFor(task.run(), 4_000_000);
    assertFalse(
        task.ended(), "the caller waits no longer than twice the task: it must wake in time");
    waitFor(task);
    assertTrue(task.ended());
  }

  @Test
  void aLongTaskIsLeftToTheThreadsOfTheCpu() {
    Bench.Taken<int[]> task = taking(30_000_000);
    waitFor(task);
    assertFalse(task.ended());
    bench.cpuAll();
    assertTrue(task.ended());
  }

  /** It would keep other virtual threads from the thread that it runs on. */
  @Test
  void aVirtualThreadThatWaitsComputesNoLongerThanASmallTask() throws InterruptedException {
    Bench.Taken<int[]> task = taking(2_000_000);
    Thread.ofVirtual().start(() -> waitFor(task)).join();
    assertFalse(task.ended());
  }

  @Test
  void whereManyWaitTheTaskTakesItsTurn() {
    assertEquals(2, Thresholds.defaults().inlineQueue());
    List<Bench.Taken<int[]>> tasks = waiting(4);
    waitFor(tasks.getLast());
    assertFalse(tasks.getLast().ended(), "three came before it");
    bench.cpu().orElseThrow().run();
    assertTrue(tasks.getFirst().ended());
    bench.cpu().orElseThrow().run();
    waitFor(tasks.getLast());
    assertTrue(tasks.getLast().ended(), "two are left");
  }
}
