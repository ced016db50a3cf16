package dev.twinloop.policy;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.TaskView.StreamView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whether CPU and device share a task under LOAD_BALANCE: only where that is sooner. */
class SharingTest {
  private static final long ITEMS = 1 << 20;
  private static final double MS = 1e6;

  private final PlacementPolicy policy = new PlacementPolicy(Thresholds.defaults());
  private final Map<String, CostCurve> curves = new TreeMap<>();
  private double nowNs = 1e9;
  private String last = "";
  private int inRow;

  /** Tasks one after the other for so long; returns how often each place was chosen. */
  private Map<String, Integer> stream(Map<String, Double> costsNs, double seconds) {
    Map<String, Integer> went = new TreeMap<>();
    double end = nowNs + seconds * 1e9;
    while (nowNs < end) {
      Decision decision = policy.decide(fleet(), task());
      String place = decision.place();
      inRow = place.equals(last) ? inRow + 1 : 1;
      last = place;
      double ns = requireNonNull(costsNs.get(place));
      nowNs += ns;
      curve(place).observe(ITEMS, (long) ns, true, (long) nowNs);
      went.merge(place, 1, Integer::sum);
    }
    return went;
  }

  private static FleetView fleet() {
    return new FleetView(Strategy.LOAD_BALANCE, false, false, 0, 0, false);
  }

  private TaskView task() {
    return new TaskView(
        ITEMS,
        ITEMS,
        true,
        Long.MAX_VALUE,
        new StreamView(last, inRow, 0),
        new Offer("cpu", Readiness.WARM, known("cpu"), 0, 0, 0),
        known("both"),
        List.of(new Offer("gpu", Readiness.WARM, known("gpu"), 0, 0, 0)));
  }

  private Estimate known(String place) {
    return curve(place).estimate(ITEMS, (long) nowNs);
  }

  private CostCurve curve(String place) {
    return curves.computeIfAbsent(place, _ -> new CostCurve(0.5));
  }

  private void measured(double cpuMs, double gpuMs) {
    curve("cpu").observe(ITEMS, (long) (cpuMs * MS), true, (long) nowNs);
    curve("gpu").observe(ITEMS, (long) (gpuMs * MS), true, (long) nowNs);
  }

  /** 2^20 hashes took 6.2 ms shared and 5.2 to 5.7 on the device alone, task after task. */
  @Test
  void whatTakesLongerTogetherIsLeftToTheBetterPlace() {
    Map<String, Double> costs = Map.of("cpu", 17 * MS, "gpu", 5.7 * MS, "both", 6.2 * MS);
    measured(17, 5.7);
    assertEquals("both", policy.decide(fleet(), task()).place(), "unknown: tried first");
    stream(costs, 5);
    Map<String, Integer> went = stream(costs, 10);
    int all = went.values().stream().mapToInt(i -> i).sum();
    assertTrue(went.getOrDefault("gpu", 0) > 0.9 * all, went::toString);
    assertTrue(went.getOrDefault("both", 0) > 0, "it is tried again now and then: " + went);
  }

  @Test
  void whatTakesLessTogetherIsShared() {
    Map<String, Double> costs = Map.of("cpu", 15 * MS, "gpu", 16 * MS, "both", 7.1 * MS);
    measured(15, 16);
    stream(costs, 5);
    Map<String, Integer> went = stream(costs, 10);
    assertEquals(Set.of("both"), went.keySet());
  }

  /** A first task that met a cold device took ten times as long, and nothing was shared again. */
  @Test
  void aFirstSharedTaskThatTookLongIsNotTheLastWord() {
    Map<String, Double> costs = Map.of("cpu", 15 * MS, "gpu", 16 * MS, "both", 7.1 * MS);
    measured(15, 16);
    stream(Map.of("cpu", 15 * MS, "gpu", 16 * MS, "both", 150 * MS), 0.1);
    stream(costs, 5);
    assertEquals(Set.of("both"), stream(costs, 10).keySet());
  }

  @Test
  void theCpuAloneIsOneOfTheBetterPlaces() {
    Map<String, Double> costs = Map.of("cpu", 3 * MS, "gpu", 9 * MS, "both", 3.6 * MS);
    measured(3, 9);
    stream(costs, 5);
    Map<String, Integer> went = stream(costs, 10);
    int all = went.values().stream().mapToInt(i -> i).sum();
    assertTrue(went.getOrDefault("cpu", 0) > 0.9 * all, went::toString);
  }

  @Test
  void whereSharingComesToPayItIsFoundAgain() {
    measured(17, 5.7);
    stream(Map.of("cpu", 17 * MS, "gpu", 5.7 * MS, "both", 6.2 * MS), 10);
    Map<String, Double> later = Map.of("cpu", 17 * MS, "gpu", 5.7 * MS, "both", 4.4 * MS);
    stream(later, 10);
    Map<String, Integer> went = stream(later, 10);
    int all = went.values().stream().mapToInt(i -> i).sum();
    assertTrue(went.getOrDefault("both", 0) > 0.9 * all, went::toString);
  }
}
