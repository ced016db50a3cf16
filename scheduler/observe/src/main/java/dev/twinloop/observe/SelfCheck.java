package dev.twinloop.observe;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.Timings;
import dev.twinloop.run.DeviceLoad;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.task.Slice;
import dev.twinloop.task.TaskType;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Tells a rehearsed story of a device (ready, compiling, wrong, cooling down) to fresh meters, and
 * names each documented meter that is missing or did not move. Takes milliseconds; a server runs it
 * before it serves.
 */
public final class SelfCheck {
  private static final TaskType TYPE = new TaskType("self-check");
  private static final String DEVICE = "rehearsed:0";

  private SelfCheck() {}

  /**
   * One line for each meter that is missing, did not move, or has other tags; empty if all is well.
   */
  public static List<String> problems() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    return problems(registry, new SchedulerMeters(registry));
  }

  static List<String> problems(MeterRegistry registry, SchedulerMeters meters) {
    Map<SchedulerMeter, Double> before = values(registry);
    meters.watch(new Busy());
    tell(meters);
    Map<SchedulerMeter, Double> after = values(registry);
    List<String> problems = new ArrayList<>();
    for (SchedulerMeter meter : SchedulerMeter.values()) {
      if (registry.find(meter.id()).tagKeys(meter.tags()).meters().isEmpty()) {
        problems.add("meter " + meter.id() + ": not registered with tags " + meter.tags());
      } else if (Objects.equals(before.get(meter), after.get(meter))) {
        problems.add("meter " + meter.id() + ": did not move, value=" + after.get(meter));
      }
    }
    return problems;
  }

  private static Map<SchedulerMeter, Double> values(MeterRegistry registry) {
    Map<SchedulerMeter, Double> values = new EnumMap<>(SchedulerMeter.class);
    for (SchedulerMeter meter : SchedulerMeter.values()) {
      values.put(
          meter, registry.find(meter.id()).meters().stream().mapToDouble(SelfCheck::value).sum());
    }
    return values;
  }

  private static double value(Meter meter) {
    return StreamSupport.stream(meter.measure().spliterator(), false)
        .mapToDouble(measurement -> measurement.getValue())
        .sum();
  }

  private static void tell(SchedulerMeters meters) {
    meters.event(event(SchedulerEvent.Kind.WORKER_STARTING));
    meters.event(event(SchedulerEvent.Kind.DEVICE_READY));
    meters.event(event(SchedulerEvent.Kind.PROGRAM_COMPILED));
    meters.event(event(SchedulerEvent.Kind.PROGRAM_REFUSED));
    meters.event(event(SchedulerEvent.Kind.MISMATCH));
    meters.event(event(SchedulerEvent.Kind.DEVICE_UNHEALTHY));
    SliceReport slice =
        new SliceReport(
            new Slice(0, 8),
            DEVICE,
            EngineType.GPU,
            new Timings(1000, 1, 1, 1, 1, 1, 1, 1000),
            2,
            Optional.of(
                new SliceReport.Fallback(DEVICE, DeviceException.Code.MISMATCH, "rehearsed")));
    meters.slice("self-check", TYPE, slice);
    TaskReport task =
        new TaskReport("self-check", TYPE, 8, Duration.ofMillis(1), List.of(slice), List.of());
    meters.task(task);
    meters.workflow(
        TaskReport.ofSteps("self-check", TYPE, Duration.ofMillis(2), List.of(task), List.of()));
    meters.unfinished("self-check", TYPE, new IllegalStateException("rehearsed"));
  }

  private static SchedulerEvent event(SchedulerEvent.Kind kind) {
    return new SchedulerEvent("self-check", kind, DEVICE, 1000, "rehearsed");
  }

  /** A scheduler that is at work. */
  private record Busy() implements SchedulerView {
    @Override
    public int tasks() {
      return 3;
    }

    @Override
    public long bytes() {
      return 4096;
    }

    @Override
    public List<DeviceLoad> loads() {
      return List.of(new DeviceLoad(DEVICE, 0.5, 2, 3, 1));
    }
  }
}
