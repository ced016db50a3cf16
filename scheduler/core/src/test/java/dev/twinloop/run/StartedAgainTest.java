package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.device.DeviceState;
import dev.twinloop.device.HandDevice;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.policy.Estimate;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A device whose worker died and that has started again. */
class StartedAgainTest {
  private static final SchedulerConfig GPU =
      SchedulerConfig.defaults().withStrategy(Strategy.GPU_ONLY).withSampleRate(0);

  private final HandDevice hand = new HandDevice("toy:0");
  private final Bench bench = new Bench(GPU, hand);

  private Estimate known() {
    Hooked task = Hooked.of(16);
    return bench.costs.of(task.program().program(), "toy:0").estimate(16, bench.clock.get());
  }

  private void warm() {
    Bench.Taken<int[]> first = bench.submit(Hooked.of(16), GPU, Long.MAX_VALUE);
    for (int i = 0; i < 3 && !first.ended(); i++) {
      bench.tickAndSettle(hand);
      bench.device(0).ifPresent(Runnable::run);
    }
    assertTrue(first.ended());
  }

  /** Costs of a warm worker held for a cold one: the CPU had its stream for a minute. */
  @Test
  void whatItCostBeforeIsMeasuredAnew() {
    warm();
    Estimate before = known();
    assertEquals(1, before.samples());
    hand.fails(Optional.of(DeviceException.Code.UNAVAILABLE.exception("its worker died")));
    bench.submit(Hooked.of(16), GPU, Long.MAX_VALUE);
    bench.device(0).orElseThrow().run();
    hand.settle();
    assertInstanceOf(DeviceState.CoolingDown.class, hand.device().state());
    hand.fails(Optional.empty());
    hand.advance(Duration.ofMinutes(5));
    bench.tickAndSettle(hand);
    hand.advance(Duration.ofMinutes(5));
    bench.tickAndSettle(hand);
    assertInstanceOf(DeviceState.Ready.class, hand.device().state());
    assertEquals(0, known().samples());
    assertEquals(before.ns(), known().ns(), "until then it counts for what it was");
  }
}
