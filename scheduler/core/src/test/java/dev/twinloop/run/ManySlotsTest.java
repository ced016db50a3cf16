package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.device.HandDevice;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Eight submitters kept a card of four slots busy for 64 % of the time, and one of six for 84 %:
 * kernels of few items leave it idle. One task alone gains nothing by more than four.
 */
class ManySlotsTest {
  private static final int SLICE = 16;
  private static final SchedulerConfig GPU =
      SchedulerConfig.defaults()
          .withStrategy(Strategy.GPU_ONLY)
          .withSliceItems(SLICE)
          .withSampleRate(1);

  private final HandDevice hand = new HandDevice("toy:0", 6);
  private final Bench bench = new Bench(GPU, hand);
  private final Deque<Runnable> held = new ArrayDeque<>();

  private Bench.Taken<int[]> submit(int slices) {
    return bench.submit(Hooked.of(slices * SLICE), GPU, Long.MAX_VALUE);
  }

  /** Takes slices, and runs none, until there is none that the device may take. */
  private void hold() {
    for (int idle = 0; idle < 3; ) {
      Optional<Runnable> slice = bench.device(0);
      slice.ifPresent(held::add);
      idle = slice.isPresent() ? 0 : idle + 1;
      hand.advance(Duration.ofMillis(10)); // tasks have waited for another slot, which is opened
      hand.settle();
      bench.tickAndSettle(hand);
    }
  }

  @Test
  void oneTaskHoldsFourSlotsAndOthersTheRest() {
    Bench.Taken<int[]> large = submit(12);
    hand.settle();
    bench.tickAndSettle(hand);
    hold();
    assertEquals(4, held.size());
    Bench.Taken<int[]> small = submit(1);
    hold();
    assertEquals(5, held.size(), "a slot was left for another task");
    while (!held.isEmpty()) {
      held.removeLast().run();
      hold();
    }
    assertTrue(small.ended() && large.ended());
    assertArrayEquals(Hooked.of(12 * SLICE).expected(), large.value());
  }
}
