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
