package dev.twinloop.observe;

import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import dev.twinloop.task.TaskType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * The last five minutes of a scheduler, one sample each time that {@link #tick} is called, and the
 * last changes of its devices: what the dashboard shows. Thread-safe.
 */
public final class Timeline implements SchedulerListener {
  private static final int MOST_SAMPLES = 300;
  private static final int MOST_CHANGES = 500;
  private static final int DIGITS = 2;

  private final LongSupplier epochMs;
  private final Map<String, LongAdder> items = new ConcurrentHashMap<>();
  private final LongAdder gpuItems = new LongAdder();
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder fallbacks = new LongAdder();
  private final LongAdder mismatches = new LongAdder();
  private final Recorder taskNs = new Recorder(DIGITS);
  private final Recorder sliceItems = new Recorder(DIGITS);
  private final Map<String, DevicePhase> phases = new ConcurrentHashMap<>();
  private final Deque<Sample> samples = new ArrayDeque<>();
  private final Deque<Change> changes = new ArrayDeque<>();
  private Sums last = new Sums(Map.of(), 0, 0, 0, 0, 0);
  private long lastMs;

  /** Counters at a time. */
  private record Sums(
      Map<String, Long> items,
      long gpuItems,
      long done,
      long failed,
      long fallbacks,
      long mismatches) {}

  /**
   * What happened from one tick to the next.
   *
   * @param atMs end of the interval, milliseconds since 1970
   * @param seconds its length
   * @param items computed and checked, by device
   * @param gpuShare share of the items that accelerators computed, 0 to 1
   * @param done tasks
   * @param failed tasks, cancelled ones not counted
   * @param taskNs percentiles 50, 90 and 99 of the time from submit to result; empty without tasks
   * @param sliceItems median size of a slice; 0 without slices
   * @param fallbacks slices that were run again
   * @param mismatches wrong answers that were caught
   * @param load what was under way at the end of the interval
   */
  public record Sample(
      long atMs,
      double seconds,
      Map<String, Long> items,
      double gpuShare,
      long done,
      long failed,
      List<Long> taskNs,
      long sliceItems,
      long fallbacks,
      long mismatches,
      Load load) {}

  /**
   * What is under way.
   *
   * @param tasks taken up and not ended
   * @param utilisation by device, 0 to 1
   */
  public record Load(int tasks, Map<String, Double> utilisation) {}

  /**
   * A device has entered a state.
   *
   * @param atMs when, milliseconds since 1970
   * @param deviceId which
   * @param phase the state
   * @param text why
   */
  public record Change(long atMs, String deviceId, DevicePhase phase, String text) {}

  /** A timeline over the system's clock. */
  public Timeline() {
    this(System::currentTimeMillis);
  }

  Timeline(LongSupplier epochMs) {
    this.epochMs = epochMs;
    this.lastMs = epochMs.getAsLong();
  }

  @Override
  public void event(SchedulerEvent event) {
    if (event.kind() == SchedulerEvent.Kind.MISMATCH) {
      mismatches.increment();
    }
    DevicePhase.after(event).ifPresent(phase -> enters(event.deviceId(), phase, event.text()));
  }

  @Override
  public void slice(String traceId, TaskType type, SliceReport report) {
    String device = report.deviceId();
    if (phases.putIfAbsent(device, DevicePhase.READY) == null) {
      enters(device, DevicePhase.READY, device + " computes in this process");
    }
    int size = report.slice().size();
    items.computeIfAbsent(device, _ -> new LongAdder()).add(size);
    if (report.engineType() == EngineType.GPU) {
      gpuItems.add(size);
    }
    sliceItems.recordValue(size);
    if (report.fallback().isPresent()) {
      fallbacks.increment();
    }
  }

  @Override
  public void task(TaskReport report) {
    done.increment();
    taskNs.recordValue(report.elapsed().toNanos());
  }

  @Override
  public void unfinished(String traceId, TaskType type, Throwable cause) {
    if (!(cause instanceof CancellationException)) {
      failed.increment();
    }
  }

  private synchronized void enters(String device, DevicePhase phase, String text) {
    phases.put(device, phase);
    changes.addLast(new Change(epochMs.getAsLong(), device, phase, text));
    if (changes.size() > MOST_CHANGES) {
      changes.removeFirst();
    }
  }

  /** Ends an interval and begins the next. */
  public synchronized void tick(SchedulerView view) {
    long now = epochMs.getAsLong();
    Sums sums = sums();
    Map<String, Long> delta = new TreeMap<>();
    sums.items.forEach((id, n) -> delta.put(id, n - last.items.getOrDefault(id, 0L)));
    long all = delta.values().stream().mapToLong(Long::longValue).sum();
    Histogram times = taskNs.getIntervalHistogram();
    samples.addLast(
        new Sample(
            now,
            Math.max(1, now - lastMs) / (double) TimeUnit.SECONDS.toMillis(1),
            delta,
            all == 0 ? 0 : (double) (sums.gpuItems - last.gpuItems) / all,
            sums.done - last.done,
            sums.failed - last.failed,
            times.getTotalCount() == 0
                ? List.of()
                : List.of(
                    times.getValueAtPercentile(50),
                    times.getValueAtPercentile(90),
                    times.getValueAtPercentile(99)),
            sliceItems.getIntervalHistogram().getValueAtPercentile(50),
            sums.fallbacks - last.fallbacks,
            sums.mismatches - last.mismatches,
            load(view)));
    if (samples.size() > MOST_SAMPLES) {
      samples.removeFirst();
    }
    last = sums;
    lastMs = now;
  }

  private static Load load(SchedulerView view) {
    Map<String, Double> utilisation = new TreeMap<>();
    utilisation.put("cpu", SchedulerMeters.cpuLoad());
    view.loads().forEach(load -> utilisation.put(load.deviceId(), load.utilisation()));
    return new Load(view.tasks(), utilisation);
  }

  private Sums sums() {
    Map<String, Long> byDevice = new TreeMap<>();
    items.forEach((id, n) -> byDevice.put(id, n.sum()));
    return new Sums(
        byDevice, gpuItems.sum(), done.sum(), failed.sum(), fallbacks.sum(), mismatches.sum());
  }

  /** The samples, oldest first. */
  public synchronized List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** The last changes of devices, oldest first. */
  public synchronized List<Change> changes() {
    return List.copyOf(changes);
  }

  /** The state that each device is in. */
  public Map<String, DevicePhase> phases() {
    return new TreeMap<>(phases);
  }

  /** Tasks done so far. */
  public long done() {
    return done.sum();
  }

  /** Tasks failed so far, cancelled ones not counted. */
  public long failed() {
    return failed.sum();
  }
}
