package dev.twinloop.bench;

import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all works of one run share: the plan, the figures, and one scheduler for each device, so
 * that a device has one worker, which compiles each program once, however many rows there are.
 */
public final class BenchSession implements AutoCloseable {
  private static final String CPU = "cpu";

  private final BenchPlan plan;
  private final Figures figures;
  private final List<HardwareCaps> accelerators;
  private final Compilations compilations;
  private final TaskPath path;
  private final Map<String, HybridScheduler> schedulers;
  private final Map<String, SharedMemory> memories;

  /** A session over these accelerators; none of them is started yet. */
  public BenchSession(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
    this.plan = plan;
    this.figures = figures;
    this.accelerators = List.copyOf(accelerators);
    this.compilations = new Compilations();
    this.path = new TaskPath();
    this.schedulers = new HashMap<>();
    this.memories = new HashMap<>();
  }

  private BenchSession(BenchSession whole, BenchPlan plan, List<HardwareCaps> accelerators) {
    this(whole, plan, accelerators, whole.figures);
  }

  private BenchSession(
      BenchSession whole, BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
    this.plan = plan;
    this.figures = figures;
    this.accelerators = List.copyOf(accelerators);
    this.compilations = whole.compilations;
    this.path = whole.path;
    this.schedulers = whole.schedulers;
    this.memories = whole.memories;
  }

  /**
   * A session over the accelerators that a plan means. One that was named is started; it is not
   * started anew for the first row.
   *
   * @throws dev.twinloop.engine.DeviceException if a device was named that is not there
   */
  public static BenchSession over(BenchPlan plan, Figures figures) {
    Optional<String> named = plan.config().device().filter(id -> !id.equals(CPU));
    if (named.isEmpty()) {
      return new BenchSession(plan, Bench.accelerators(plan), figures);
    }
    BenchSession session = new BenchSession(plan, List.of(), figures);
    try {
      HardwareCaps caps = session.on(named.get()).engine(named.get()).hardwareCaps();
      return new BenchSession(session, plan, List.of(caps));
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  /** The same session with another plan: workers and figures are shared, and not to be closed. */
  public BenchSession with(BenchPlan other) {
    return new BenchSession(this, other, accelerators);
  }

  /** The same session, whose rows go elsewhere. */
  public BenchSession into(Figures others) {
    return new BenchSession(this, plan, accelerators, others);
  }

  /** The same session over some of its accelerators. */
  public BenchSession withAccelerators(List<HardwareCaps> some) {
    return new BenchSession(this, plan, some);
  }

  /** What to measure, and how long. */
  public BenchPlan plan() {
    return plan;
  }

  /** Where rows go. */
  public Figures figures() {
    return figures;
  }

  /** The accelerators to measure. */
  public List<HardwareCaps> accelerators() {
    return accelerators;
  }

  /** The scheduler that runs all tasks on this device; opened when it is first asked for. */
  public HybridScheduler on(String deviceId) {
    Strategy strategy = deviceId.equals(CPU) ? Strategy.CPU_ONLY : Strategy.GPU_ONLY;
    return schedulers.computeIfAbsent(
        deviceId,
        id ->
            HybridScheduler.open(
                plan.config().withStrategy(strategy).withDevice(id).withListener(compilations)));
  }

  /** Works until no device compiles anything any more: what is measured then is what stays. */
  void settle(Runnable work) {
    compilations.settle(plan.settleNs(), work);
  }

  /** The same, and until the way to a device is warm, however early the row. */
  void settle(String deviceId, Spread.Run run) {
    settle(run::timeNs);
    path.warm(deviceId, run);
  }

  /** Memory that the device's worker maps too. What one work took, the next one gets. */
  public SharedMemory sharedWith(String deviceId) {
    return memories.computeIfAbsent(deviceId, id -> new SharedMemory(on(id)));
  }

  @Override
  public void close() {
    List<HybridScheduler> all = new ArrayList<>(schedulers.values());
    schedulers.clear();
    memories.clear();
    all.forEach(HybridScheduler::close);
  }
}
