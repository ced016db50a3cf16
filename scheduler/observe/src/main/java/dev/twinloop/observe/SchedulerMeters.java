package dev.twinloop.observe;

import com.sun.management.OperatingSystemMXBean;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.run.DeviceLoad;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import dev.twinloop.task.TaskType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * Feeds a Micrometer registry from a scheduler's events; {@link SchedulerMeter} lists the meters.
 * Meters of a device or a type appear when it is first seen. Thread-safe.
 *
 * {@snippet :
 * var meters = new SchedulerMeters(registry);
 * var scheduler = HybridScheduler.open(SchedulerConfig.defaults().withListener(meters));
 * meters.watch(SchedulerView.of(scheduler));
 * }
 */
public final class SchedulerMeters implements SchedulerListener {
  private static final String CPU = "cpu";
  private static final double[] PERCENTILES = {0.5, 0.9, 0.99};

  private final MeterRegistry registry;
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final Map<String, DevicePhase> phases = new ConcurrentHashMap<>();
  private final Set<String> busy = ConcurrentHashMap.newKeySet();
  private final Map<Part, SliceMeters> sliceMeters = new ConcurrentHashMap<>();
  private volatile SchedulerView view = SchedulerView.IDLE;

  /** What a slice is counted by. */
  private record Part(String deviceId, TaskType type) {}

  /** The meters that every slice moves, looked up once. */
  private record SliceMeters(
      Timer queueTime,
      Timer sliceTime,
      DistributionSummary sliceItems,
      Counter items,
      Counter checked) {}

  /** Registers the meters that need no device and no task. */
  public SchedulerMeters(MeterRegistry registry) {
    this.registry = registry;
    gauge(SchedulerMeter.QUEUE_TASKS, meters -> meters.view.tasks());
    gauge(SchedulerMeter.QUEUE_BYTES, meters -> meters.view.bytes());
    gauge(SchedulerMeter.SUCCESS, SchedulerMeters::successRate);
  }

  /** Reads queues and utilisation from here from now on. */
  public void watch(SchedulerView value) {
    view = value;
  }

  /** Share of done tasks among done and failed ones; 1 where none has ended. */
  public double successRate() {
    double all = done.sum() + failed.sum();
    return all == 0 ? 1 : done.sum() / all;
  }

  @Override
  public void event(SchedulerEvent event) {
    String device = event.deviceId();
    DevicePhase.after(event).ifPresent(phase -> enters(device, phase));
    switch (event.kind()) {
      case MISMATCH -> counter(SchedulerMeter.MISMATCHES, device).increment();
      case PROGRAM_REFUSED -> counter(SchedulerMeter.REFUSED, device).increment();
      case PROGRAM_COMPILED ->
          timer(SchedulerMeter.COMPILE_TIME, device)
              .record(event.elapsedNs(), TimeUnit.NANOSECONDS);
      case DISCOVERING,
          DEVICE_FOUND,
          WORKER_STARTING,
          WORKER_STARTED,
          DEVICE_READY,
          PROGRAM_COMPILING,
          DEVICE_UNAVAILABLE,
          FALLBACK,
          DOUBTED,
          DEVICE_UNHEALTHY,
          TASK_FAILED -> {}
    }
  }

  @Override
  public void slice(String traceId, TaskType type, SliceReport report) {
    SliceMeters meters =
        sliceMeters.computeIfAbsent(new Part(report.deviceId(), type), this::ofPart);
    meters.queueTime.record(report.timings().queueNs(), TimeUnit.NANOSECONDS);
    meters.sliceTime.record(report.timings().runNs(), TimeUnit.NANOSECONDS);
    meters.sliceItems.record(report.slice().size());
    meters.items.increment(report.slice().size());
    meters.checked.increment(report.checked());
    report
        .fallback()
        .ifPresent(
            from ->
                counter(
                        SchedulerMeter.FALLBACKS,
                        from.deviceId(),
                        from.code().name().toLowerCase(Locale.ROOT))
                    .increment());
  }

  @Override
  public void task(TaskReport report) {
    done.increment();
    counter(SchedulerMeter.TASKS, report.type().name(), "done").increment();
    timer(SchedulerMeter.TASK_TIME, report.type().name()).record(report.elapsed());
    for (String device : report.itemsByDevice().keySet()) {
      counter(SchedulerMeter.DEVICE_TASKS, device).increment();
    }
  }

  @Override
  public void unfinished(String traceId, TaskType type, Throwable cause) {
    boolean cancelled = cause instanceof CancellationException;
    if (!cancelled) {
      failed.increment();
    }
    counter(SchedulerMeter.TASKS, type.name(), cancelled ? "cancelled" : "failed").increment();
  }

  @Override
  public void workflow(TaskReport report) {
    String type = report.type().name();
    counter(SchedulerMeter.WORKFLOWS, type, "done").increment();
    timer(SchedulerMeter.WORKFLOW_TIME, type).record(report.elapsed());
    summary(SchedulerMeter.WORKFLOW_STEPS, type).record(report.steps().size());
  }

  @Override
  public void unfinishedWorkflow(String traceId, TaskType type, Throwable cause) {
    String outcome = cause instanceof CancellationException ? "cancelled" : "failed";
    counter(SchedulerMeter.WORKFLOWS, type.name(), outcome).increment();
  }

  private SliceMeters ofPart(Part part) {
    String device = part.deviceId();
    String type = part.type().name();
    loaded(device);
    if (phases.putIfAbsent(device, DevicePhase.READY) == null) {
      states(device); // the CPU of this process, of which no event tells
    }
    return new SliceMeters(
        timer(SchedulerMeter.QUEUE_TIME, device),
        timer(SchedulerMeter.SLICE_TIME, device, type),
        summary(SchedulerMeter.SLICE_ITEMS, device),
        counter(SchedulerMeter.ITEMS, device, type),
        counter(SchedulerMeter.CHECKED, device));
  }

  private void enters(String device, DevicePhase phase) {
    if (phases.put(device, phase) == null) {
      states(device);
    }
    if (phase == DevicePhase.READY) {
      loaded(device);
    }
    counter(SchedulerMeter.CHANGES, device, phase.text()).increment();
  }

  private void states(String device) {
    for (DevicePhase phase : DevicePhase.values()) {
      gauge(
          SchedulerMeter.STATE,
          meters -> meters.phases.get(device) == phase ? 1 : 0,
          device,
          phase.text());
    }
  }

  private void loaded(String device) {
    if (!busy.add(device)) {
      return;
    }
    if (device.equals(CPU)) {
      gauge(SchedulerMeter.UTILISATION, _ -> cpuLoad(), device);
      return;
    }
    gauge(SchedulerMeter.UTILISATION, m -> m.load(device, DeviceLoad::utilisation), device);
    gauge(SchedulerMeter.LEASES, m -> m.load(device, DeviceLoad::leases), device);
    gauge(SchedulerMeter.DEVICE_QUEUE, m -> m.load(device, DeviceLoad::queued), device);
  }

  private double load(String device, ToDoubleFunction<DeviceLoad> value) {
    return view.loads().stream()
        .filter(load -> load.deviceId().equals(device))
        .mapToDouble(value)
        .findFirst()
        .orElse(0);
  }

  /** Share of all cores that this process used, 0 to 1. */
  static double cpuLoad() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? Math.max(0, system.getProcessCpuLoad())
        : 0;
  }

  private void gauge(
      SchedulerMeter meter, ToDoubleFunction<SchedulerMeters> value, String... tags) {
    Gauge.builder(meter.id(), this, value)
        .tags(meter.tagged(tags))
        .strongReference(true)
        .register(registry);
  }

  private DistributionSummary summary(SchedulerMeter meter, String... tags) {
    return DistributionSummary.builder(meter.id())
        .tags(meter.tagged(tags))
        .publishPercentiles(PERCENTILES)
        .register(registry);
  }

  private Counter counter(SchedulerMeter meter, String... tags) {
    return Counter.builder(meter.id()).tags(meter.tagged(tags)).register(registry);
  }

  private Timer timer(SchedulerMeter meter, String... tags) {
    return Timer.builder(meter.id())
        .tags(meter.tagged(tags))
        .publishPercentiles(PERCENTILES)
        .register(registry);
  }
}
