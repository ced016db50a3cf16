package dev.twinloop.policy;

import static java.util.Objects.requireNonNull;

import dev.twinloop.policy.TaskView.StreamView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A machine of costs and a virtual clock: tasks come one after the other, the policy places them,
 * and what they take is learned. A device has to be started and its program compiled, as real ones.
 */
final class Machine {
  static final String CPU = "cpu";

  /** A device, as it really is. */
  static final class Device {
    final String id;
    final double startNs;
    final double compileNs;
    DoubleUnaryOperator cost;
    double failureRate;

    /** What a copy costs more than a task: the CPU works beside it. */
    double copyFactor = 1;

    /** What the first run of each size costs more than the others. */
    double firstFactor = 1;

    /** What a run costs more that comes after a pause, and the next one. */
    double idleFactor = 1;

    /** What the first run of its worker costs more, and each further one a hundredth less so. */
    double coldFactor = 1;

    /** If there are two: after how many runs it costs half of that more, and nothing more. */
    int[] coldSteps = {};

    /** Whether copies warm what tasks use. */
    boolean copiesWarm = true;

    private int runs;

    int copiesTimed;

    double copy(double ns) {
      return copiesWarm ? task(ns) : ns;
    }

    double task(double ns) {
      int run = runs++;
      if (coldSteps.length == 2) {
        return ns * (run < coldSteps[0] ? coldFactor : run < coldSteps[1] ? coldFactor / 2 : 1);
      }
      return ns * Math.max(1, coldFactor * Math.pow(0.99, run));
    }

    private double lastNs = Double.NEGATIVE_INFINITY;
    private int sincePause;

    double idle(double nowNs, double tookNs) {
      sincePause = nowNs - lastNs > 100_000 ? 0 : sincePause + 1;
      double ns = tookNs * (sincePause < 2 ? idleFactor : 1);
      lastNs = nowNs + ns;
      return ns;
    }

    double readyAtNs = Double.POSITIVE_INFINITY;
    final Map<String, Double> warmAtNs = new HashMap<>();
    final Map<String, CostCurve> curves = new HashMap<>();
    private final Map<String, Double> copiedAtNs = new HashMap<>();
    private final Map<String, Integer> alike = new HashMap<>();

    /** Its worker died, and another has taken its place. */
    void startAgain() {
      runs = 0;
      alike.clear();
      copiedAtNs.clear();
      curves.values().forEach(CostCurve::started);
    }

    private Copies copies(String stream, double nowNs) {
      Double at = copiedAtNs.get(stream);
      return at == null
          ? Copies.NONE
          : new Copies((long) (nowNs - at), alike.getOrDefault(stream, 0), 0);
    }

    Device(String id, double startNs, double compileNs, DoubleUnaryOperator cost) {
      this.id = id;
      this.startNs = startNs;
      this.compileNs = compileNs;
      this.cost = cost;
    }
  }

  /** Where a task went, what it took, and what it would have taken at the best place. */
  record Ran(String place, double ns, double bestNs) {}

  final PlacementPolicy policy = new PlacementPolicy(Thresholds.defaults());
  final List<Device> devices = new ArrayList<>();
  final Map<String, CostCurve> cpuCurves = new HashMap<>();
  private final Map<String, DoubleUnaryOperator> cpuCosts = new HashMap<>();
  private final Map<String, String> last = new HashMap<>();
  private final Map<String, Integer> inRow = new HashMap<>();
  private final Map<String, Double> gains = new HashMap<>();
  private final Random random;

  /** How soon each task must be done. */
  long deadlineNs = Long.MAX_VALUE;

  /** By which part of it, at most, a run takes more or less than it should. */
  double noise = 0.03;

  double nowNs = 1e9;

  Machine(long seed) {
    this.random = new Random(seed);
  }

  void cpu(String program, DoubleUnaryOperator cost) {
    cpuCosts.put(program, cost);
  }

  /** One task, placed and run. */
  Ran run(String program, long items) {
    String stream = program + CostCurve.sizeClass(items);
    CostCurve cpuCurve = cpuCurves.computeIfAbsent(program, _ -> new CostCurve(0.05));
    Estimate cpu = cpuCurve.estimate(items, (long) nowNs);
    List<Offer> offers = new ArrayList<>();
    double saving = 0;
    for (Device device : devices) {
      Estimate there = curve(device, program).estimate(items, (long) nowNs);
      offers.add(
          new Offer(
              device.id,
              readiness(device, stream),
              there,
              0,
              0,
              device.failureRate,
              device.copies(stream, nowNs)));
      saving = Math.max(saving, policy.saving(cpu, there));
    }
    double gain = gains.merge(stream, saving, (old, now) -> 0.9 * old + 0.1 * now) * 1e9;
    Decision decision =
        policy.decide(
            new FleetView(Strategy.AUTO, false, false, 0, gain, false),
            new TaskView(
                items,
                items,
                false,
                deadlineNs,
                new StreamView(last.getOrDefault(stream, ""), inRow.getOrDefault(stream, 0), gain),
                new Offer(CPU, Readiness.WARM, cpu, 0, 0, 0),
                Estimate.UNKNOWN,
                offers));
    for (Device device : devices) {
      if (decision.want().contains(device.id) && Double.isInfinite(device.readyAtNs)) {
        device.readyAtNs = nowNs + device.startNs;
      }
      if (decision.prepare().contains(device.id)) {
        device.warmAtNs.putIfAbsent(stream, nowNs + device.compileNs);
      }
      if (decision.probe().contains(device.id)) {
        double ns =
            device.copy(
                device.copyFactor * first(device, program, items) * noisy(cost(device, items)));
        boolean faster = curve(device, program).observeCopy(items, (long) ns, (long) nowNs);
        device.alike.merge(stream, faster ? 0 : 1, (old, more) -> more == 0 ? 0 : old + more);
        device.copiedAtNs.put(stream, nowNs);
        device.copiesTimed++;
      }
    }
    boolean stays = decision.place().equals(last.put(stream, decision.place()));
    inRow.merge(stream, 1, (old, _) -> stays ? old + 1 : 1);
    return carry(program, items, decision);
  }

  private Ran carry(String program, long items, Decision decision) {
    double onCpu = cost(program, items);
    String stream = program + CostCurve.sizeClass(items);
    double best = onCpu;
    for (Device device : devices) {
      if (readiness(device, stream) == Readiness.WARM) {
        best = Math.min(best, cost(device, items));
      }
    }
    String place = decision.place();
    for (Device device : devices) {
      if (device.id.equals(place)) {
        double alone = device.task(first(device, program, items) * noisy(cost(device, items)));
        double ns = device.idle(nowNs, alone);
        boolean fails = random.nextDouble() < device.failureRate;
        nowNs += ns + (fails ? onCpu : 0);
        curve(device, program).observe(items, (long) ns, true, (long) nowNs);
        return new Ran(place, ns + (fails ? onCpu : 0), best);
      }
    }
    double ns = noisy(onCpu);
    nowNs += ns;
    requireNonNull(cpuCurves.get(program)).observe(items, (long) ns, true, (long) nowNs);
    return new Ran(CPU, ns, best);
  }

  double cost(String program, long items) {
    return requireNonNull(cpuCosts.get(program)).applyAsDouble((double) items);
  }

  private static double cost(Device device, long items) {
    return device.cost.applyAsDouble((double) items);
  }

  private double first(Device device, String program, long items) {
    Estimate seen = curve(device, program).estimate(items, (long) nowNs);
    return seen.samples() + seen.copies() == 0 ? device.firstFactor : 1;
  }

  private double noisy(double ns) {
    double spike = random.nextInt(200) == 0 ? 8 : 1;
    return ns * (1 - noise + 2 * noise * random.nextDouble()) * spike;
  }

  private static CostCurve curve(Device device, String program) {
    return device.curves.computeIfAbsent(program, _ -> new CostCurve(0.5));
  }

  private Readiness readiness(Device device, String stream) {
    if (Double.isInfinite(device.readyAtNs)) {
      return Readiness.OFF;
    }
    if (nowNs < device.readyAtNs) {
      return Readiness.STARTING;
    }
    Double warm = device.warmAtNs.get(stream);
    return warm == null ? Readiness.COLD : nowNs < warm ? Readiness.COMPILING : Readiness.WARM;
  }
}
