package dev.twinloop.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.TaskView.StreamView;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A device that was started for a task compiled another program first, for its trial: cold command
 * lines waited for two compilations.
 */
class PreparedStartTest {
  private static final Set<String> GPU = Set.of("cuda:0");

  private static Decision decide(Strategy strategy, boolean named, Readiness readiness, double ms) {
    TaskView task =
        new TaskView(
            1 << 20,
            1 << 20,
            true,
            Long.MAX_VALUE,
            StreamView.NEW,
            new Offer("cpu", Readiness.WARM, new Estimate(ms * 1e6, ms * 1e6, 9, 0, 0), 0, 0, 0),
            Estimate.UNKNOWN,
            List.of(new Offer("cuda:0", readiness, Estimate.UNKNOWN, 0, 0, 0)));
    return new PlacementPolicy(Thresholds.defaults())
        .decide(new FleetView(strategy, named, false, 0, 0, false), task);
  }

  @Test
  void aDeviceIsStartedWithTheProgramItIsStartedFor() {
    for (Readiness readiness : List.of(Readiness.OFF, Readiness.STARTING)) {
      assertEquals(GPU, decide(Strategy.GPU_ONLY, false, readiness, 20).prepare());
      assertEquals(GPU, decide(Strategy.AUTO, true, readiness, 20).prepare());
      assertEquals(GPU, decide(Strategy.LOAD_BALANCE, false, readiness, 20).prepare());
      assertEquals(GPU, decide(Strategy.AUTO, false, readiness, 20_000).prepare());
    }
  }

  @Test
  void whatIsNotWorthAStartIsNotPrepared() {
    Decision decision = decide(Strategy.AUTO, false, Readiness.OFF, 20);
    assertTrue(decision.want().isEmpty());
    assertTrue(decision.prepare().isEmpty());
    assertTrue(decide(Strategy.AUTO, false, Readiness.STARTING, 20).prepare().isEmpty());
  }

  /** A daemon's second command found nothing compiled: the first one's cost was known too late. */
  @Test
  void whereTasksComeAgainAnUnknownProgramIsCompiledAtOnce() {
    Offer cpu = new Offer("cpu", Readiness.WARM, Estimate.UNKNOWN, 0, 0, 0);
    for (Readiness readiness : List.of(Readiness.STARTING, Readiness.COLD)) {
      List<Offer> device = List.of(new Offer("cuda:0", readiness, Estimate.UNKNOWN, 0, 0, 0));
      TaskView first =
          new TaskView(64, 64, true, Long.MAX_VALUE, StreamView.NEW, cpu, Estimate.UNKNOWN, device);
      FleetView fleet = new FleetView(Strategy.AUTO, false, false, 0, 0, false);
      Thresholds daemon = Thresholds.defaults().with("repeats", "20");
      assertEquals(GPU, new PlacementPolicy(daemon).decide(fleet, first).prepare());
      assertTrue(new PlacementPolicy(daemon).decide(fleet, first).cpu(), "the CPU works meanwhile");
      Decision alone = new PlacementPolicy(Thresholds.defaults()).decide(fleet, first);
      assertTrue(alone.prepare().isEmpty(), "one command alone is over sooner");
    }
  }
}
