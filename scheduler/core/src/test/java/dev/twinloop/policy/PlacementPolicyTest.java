package dev.twinloop.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.TaskView.StreamView;
import dev.twinloop.scheduler.Strategy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementPolicyTest {
  /** A tree of two slices: the CPU had both before the device's thread woke, task after task. */
  @Test
  void aDeviceThatGetsNoSliceOfASharedTaskIsMeasuredWithACopy() {
    Estimate cpu = new Estimate(22e6, 24e6, 9, 0);
    TaskView tree =
        new TaskView(
            1 << 20,
            1 << 20,
            true,
            Long.MAX_VALUE,
            StreamView.NEW,
            new Offer("cpu", Readiness.WARM, cpu, 0, 0, 0),
            List.of(new Offer("cuda:0", Readiness.WARM, Estimate.UNKNOWN, 0, 0, 0)));

    Decision decision =
        new PlacementPolicy(Thresholds.defaults())
            .decide(new FleetView(Strategy.AUTO, false, false, 0, 0, false), tree);

    assertEquals(Set.of("cuda:0"), decision.probe());
    assertEquals(Set.of("cuda:0"), decision.devices());
    assertTrue(decision.cpu());
  }
}
