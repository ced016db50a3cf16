package dev.twinloop.observe;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.Timings;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import dev.twinloop.task.Slice;
import dev.twinloop.task.TaskType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;

/** Events as a scheduler tells them. */
final class Story {
  static final TaskType TYPE = new TaskType("sha256");

  private Story() {}

  static SchedulerEvent event(SchedulerEvent.Kind kind, String device) {
    return new SchedulerEvent("t1", kind, device, 5_000_000, device + ": " + kind);
  }

  static SliceReport slice(String device, EngineType type, int items) {
    return new SliceReport(new Slice(0, items), device, type, timings(), 0, Optional.empty());
  }

  static SliceReport again(String device, int items, String from) {
    return new SliceReport(
        new Slice(0, items),
        device,
        EngineType.CPU,
        timings(),
        0,
        Optional.of(new SliceReport.Fallback(from, DeviceException.Code.TIMEOUT, "no answer")));
  }

  static Timings timings() {
    return new Timings(1000, 0, 0, 0, 0, 0, 500, 2_000_000);
  }

  static TaskReport task(Duration elapsed, SliceReport... slices) {
    long items = List.of(slices).stream().mapToLong(s -> s.slice().size()).sum();
    return new TaskReport("t1", TYPE, items, elapsed, List.of(slices), List.of());
  }

  /** One second of a machine whose accelerator fails, cools down and comes back. */
  static void second(SchedulerListener listener, int second) {
    switch (second) {
      case 3 -> listener.event(event(SchedulerEvent.Kind.WORKER_STARTING, "cuda:0"));
      case 8 -> listener.event(event(SchedulerEvent.Kind.WORKER_STARTED, "cuda:0"));
      case 10, 75 -> listener.event(event(SchedulerEvent.Kind.DEVICE_READY, "cuda:0"));
      case 60 -> {
        listener.event(event(SchedulerEvent.Kind.MISMATCH, "cuda:0"));
        listener.event(event(SchedulerEvent.Kind.DEVICE_UNHEALTHY, "cuda:0"));
        listener.slice("t1", TYPE, again("cpu", 4096, "cuda:0"));
      }
      default -> {}
    }
    Random random = new Random(second);
    boolean gpu = second > 10 && (second < 60 || second > 75);
    for (int i = 0; i < 20; i++) {
      SliceReport cpu = slice("cpu", EngineType.CPU, 1000 + random.nextInt(2000));
      SliceReport other = slice("cuda:0", EngineType.GPU, 20_000 + random.nextInt(9000));
      Duration elapsed = Duration.ofNanos(300_000 + random.nextInt(gpu ? 700_000 : 9_000_000));
      listener.slice("t1", TYPE, cpu);
      if (gpu) {
        listener.slice("t1", TYPE, other);
      }
      listener.task(gpu ? task(elapsed, cpu, other) : task(elapsed, cpu));
    }
    if (second == 62) {
      listener.unfinished("t1", TYPE, DeviceException.Code.TIMEOUT.exception("no answer"));
      listener.unfinished("t1", TYPE, new CancellationException("task t1: cancelled"));
    }
  }
}
