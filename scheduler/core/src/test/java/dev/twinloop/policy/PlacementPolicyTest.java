package dev.twinloop.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.TaskView.StreamView;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacementPolicyTest {
  /** A tree of two slices: the CPU had both before the device's thread woke, task after task. */
  @Test
  void aDeviceThatGetsNoSliceOfASharedTaskIsMeasuredWithACopy() {
    Estimate cpu = new Estimate(22e6, 24e6, 9, 0, 0);
    TaskView tree =
        new TaskView(
            1 << 20,
            1 << 20,
            true,
            Long.MAX_VALUE,
            StreamView.NEW,
            new Offer("cpu", Readiness.WARM, cpu, 0, 0, 0),
            Estimate.UNKNOWN,
            List.of(new Offer("cuda:0", Readiness.WARM, Estimate.UNKNOWN, 0, 0, 0)));

    Decision decision =
        new PlacementPolicy(Thresholds.defaults())
            .decide(new FleetView(Strategy.AUTO, false, false, 0, 0, false), tree);

    assertEquals(Set.of("cuda:0"), decision.probe());
    assertEquals(Set.of("cuda:0"), decision.devices());
    assertTrue(decision.cpu());
  }

  /** Other streams kept every slot of the device, and the CPU had this one for good. */
  @Test
  void aTaskGoesWhereNoCopyEverFoundRoom() {
    PlacementPolicy policy = new PlacementPolicy(Thresholds.defaults());
    FleetView fleet = new FleetView(Strategy.AUTO, false, false, 0, 0, false);
    assertTrue(policy.decide(fleet, waiting(22e6, 100_000_000, Long.MAX_VALUE)).cpu(), "so far");
    Decision tried = policy.decide(fleet, waiting(22e6, 600_000_000, Long.MAX_VALUE));
    assertEquals(Set.of("cuda:0"), tried.devices());
    assertFalse(tried.cpu());
    assertTrue(policy.decide(fleet, waiting(22e6, 600_000_000, 1_000_000_000)).cpu(), "deadline");
    assertTrue(policy.decide(fleet, waiting(1e5, 600_000_000, Long.MAX_VALUE)).cpu(), "no gain");
  }

  private static TaskView waiting(double cpuNs, long waitsNs, long deadlineLeftNs) {
    Copies copies = new Copies(Long.MAX_VALUE, 0, waitsNs);
    return new TaskView(
        1000,
        1000,
        false,
        deadlineLeftNs,
        StreamView.NEW,
        new Offer("cpu", Readiness.WARM, new Estimate(cpuNs, cpuNs, 9, 0, 0), 0, 0, 0),
        Estimate.UNKNOWN,
        List.of(new Offer("cuda:0", Readiness.WARM, Estimate.UNKNOWN, 0, 0, 0, copies)));
  }

  /** Only the first of several named devices was ever used. */
  @Test
  void everyNamedDeviceIsUsedStartedAndCompiledFor() {
    Estimate measured = new Estimate(1e6, 1e6, 9, 0, 0);
    List<Offer> offers =
        List.of(
            new Offer("cuda:0", Readiness.WARM, measured, 0, 0, 0),
            new Offer("cuda:1", Readiness.WARM, Estimate.UNKNOWN, 0, 0, 0),
            new Offer("cuda:2", Readiness.COLD, Estimate.UNKNOWN, 0, 0, 0),
            new Offer("cuda:3", Readiness.OFF, Estimate.UNKNOWN, 0, 0, 0));
    for (Strategy strategy : List.of(Strategy.AUTO, Strategy.GPU_ONLY)) {
      Decision decision = named(strategy, false, offers);

      assertEquals(Set.of("cuda:0", "cuda:1"), decision.devices(), strategy.name());
      assertEquals(Set.of("cuda:2", "cuda:3"), decision.prepare());
      assertEquals(Set.of("cuda:3"), decision.want());
      assertFalse(decision.cpu());
    }
  }

  @Test
  void theCpuStepsInForNamedDevicesWhenNoneOfThemCan() {
    Offer gone = new Offer("cuda:0", Readiness.GONE, Estimate.UNKNOWN, 0, 0, 0);
    Offer refused = new Offer("cuda:1", Readiness.REFUSED, Estimate.UNKNOWN, 0, 0, 0);
    Offer starting = new Offer("cuda:1", Readiness.STARTING, Estimate.UNKNOWN, 0, 0, 0);

    assertTrue(named(Strategy.AUTO, false, List.of(gone, refused)).cpu());
    assertFalse(named(Strategy.AUTO, false, List.of(gone, starting)).cpu());
    assertTrue(named(Strategy.AUTO, true, List.of(gone, starting)).cpu());
    assertTrue(named(Strategy.LOAD_BALANCE, false, List.of(gone, starting)).cpu());
  }

  @Test
  void besideDeadlinesTwoCoresAreKeptForEachSliceOfADeviceUpToThreeEighths() {
    PlacementPolicy policy = new PlacementPolicy(Thresholds.defaults());
    assertEquals(0, policy.coresKept(16, 0));
    assertEquals(4, policy.coresKept(16, 2));
    assertEquals(6, policy.coresKept(16, 3));
    assertEquals(6, policy.coresKept(16, 6));
    assertEquals(0, policy.coresKept(2, 6));
    PlacementPolicy none = new PlacementPolicy(Thresholds.defaults().with("urgentCores", "0"));
    assertEquals(0, none.coresKept(16, 6));
  }

  /**
   * A stream of tasks with deadlines stayed on the CPU, where all of them were late: once, while
   * other programs were compiled, the device had been slower than that for one task in a hundred.
   */
  @Test
  void aDeadlineThatNoPlaceMeetsGoesWhereTheMedianIsLess() {
    assertEquals("gpu", deadline(10).place(), "15 ms there, 3.5 ms here, both late now and then");
    assertEquals("cpu", deadline(30).place(), "24 ms at the 99th percentile, 67 ms there");
    assertEquals("gpu", deadline(0).place(), "late already");
  }

  private static Decision deadline(long leftMs) {
    Estimate cpu = new Estimate(15e6, 24e6, 99, 0, 0);
    Offer gpu = new Offer("gpu", Readiness.WARM, new Estimate(3.5e6, 67e6, 99, 0, 0), 0, 0, 0);
    return new PlacementPolicy(Thresholds.defaults())
        .decide(
            new FleetView(Strategy.AUTO, false, false, 0, 0, false),
            new TaskView(
                1000,
                1000,
                false,
                leftMs * 1_000_000,
                StreamView.NEW,
                new Offer("cpu", Readiness.WARM, cpu, 0, 0, 0),
                Estimate.UNKNOWN,
                List.of(gpu)));
  }

  private static Decision named(Strategy strategy, boolean recovering, List<Offer> offers) {
    Estimate cpu = new Estimate(1e5, 1e5, 9, 0, 0);
    Offer here = new Offer("cpu", Readiness.WARM, cpu, 0, 0, 0);
    return new PlacementPolicy(Thresholds.defaults())
        .decide(
            new FleetView(strategy, true, false, 0, 0, recovering),
            new TaskView(
                1000, 1000, false, Long.MAX_VALUE, StreamView.NEW, here, Estimate.UNKNOWN, offers));
  }
}
