package dev.twinloop.run;

import static java.util.Objects.requireNonNull;

import dev.twinloop.device.Device;
import dev.twinloop.device.HandDevice;
import dev.twinloop.device.Lease;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.policy.PlacementPolicy;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Cores;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import dev.twinloop.toy.ToyEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A dispatcher without threads, over toy devices: a test takes the next slice for a place when it
 * likes, and runs it when it likes, in whatever order.
 */
final class Bench {
  final AtomicLong clock = new AtomicLong(1_000_000);
  final List<String> told = new ArrayList<>();
  final List<Desk> woken = new ArrayList<>();
  final Costs costs = new Costs();
  final Dispatcher dispatcher;
  private final List<Device> devices;
  private long number;

  Bench(SchedulerConfig config, HandDevice... hands) {
    this.devices = List.of(hands).stream().map(HandDevice::device).toList();
    ToyEngine cpu = ToyEngine.of("cpu", EngineType.CPU, 0);
    CpuSlots slots = new CpuSlots(cpu, false);
    Telling telling = telling();
    Carrier carrier =
        new Carrier(
            new Carrier.Tools(
                new CrossCheck(config.sampling()),
                costs,
                slots,
                Cores.one(),
                telling,
                config.strategy(),
                clock::get));
    Placing placing =
        new Placing(
            new Placing.Setting(
                config.running(),
                new PlacementPolicy(config.thresholds()),
                costs,
                slots,
                (_, step) -> step.run(),
                accelerators(),
                new MemoryFit(),
                cpu.hardwareCaps(),
                telling,
                clock::get));
    this.dispatcher =
        new Dispatcher(
            placing,
            carrier,
            new Dispatcher.Wake() {
              @Override
              public void cpu() {}

              @Override
              public void device(Desk desk) {
                woken.add(desk);
              }
            });
    devices.forEach(device -> device.onChange(dispatcher::deviceChanged));
  }

  private Accelerators accelerators() {
    return new Accelerators() {
      @Override
      public List<Device> usable() {
        return devices;
      }

      @Override
      public boolean known() {
        return true;
      }

      @Override
      public void search() {}

      @Override
      public List<String> problems() {
        return List.of();
      }
    };
  }

  private Telling telling() {
    return new Telling() {
      @Override
      public void tell(String traceId, Incident kind, String deviceId, String text) {
        told.add(kind + " " + traceId + " " + deviceId);
      }

      @Override
      public void slice(String traceId, TaskType type, SliceReport report) {}

      @Override
      public void task(TaskReport report) {}
    };
  }

  /** A task that was taken up, and how it ended. */
  final class Taken<R> implements TaskEnd<R> {
    @Nullable TaskRun<R> run;
    @Nullable TaskState end;
    Optional<TaskResult<R>> result = Optional.empty();

    @Override
    public void advance(long items) {}

    @Override
    public void ended(TaskRun<R> of, TaskState state, Optional<TaskResult<R>> value) {
      dispatcher.remove(of);
      end = state;
      result = value;
    }

    boolean ended() {
      return end != null;
    }

    TaskRun<R> run() {
      return requireNonNull(run);
    }

    TaskState end() {
      return requireNonNull(end);
    }

    R value() {
      return result.orElseThrow().value();
    }
  }

  /** Takes a task up. */
  <R> Taken<R> submit(Task<R> task, SchedulerConfig config, long deadlineNs) {
    Taken<R> taken = new Taken<>();
    SliceSizes sizes =
        SliceSizes.of(
            config.slicing(),
            task.program().program().slicing(),
            task.items(),
            Math.max(1, devices.size()));
    Share share = new Share(deadlineNs, number++, dispatcher.mark());
    TaskRun<R> run =
        new TaskRun<>(task, new TaskAccount("t" + number, share, 1, sizes, clock::get), taken);
    taken.run = run;
    dispatcher.add(run);
    return taken;
  }

  /** The next slice for the CPU. */
  Optional<Runnable> cpu() {
    clock.addAndGet(25_000); // small tasks are left to who waits for them, for a moment
    return Optional.ofNullable(dispatcher.cpu().next(null));
  }

  /** The next slice for a device; what tasks have left there is overwritten first. */
  Optional<Runnable> device(int index) {
    clock.addAndGet(1000);
    Desk desk = dispatcher.desks().get(index);
    for (Lease left = desk.left().poll(); left != null; left = desk.left().poll()) {
      left.tidy();
    }
    return Optional.ofNullable(dispatcher.accelerators().nextOn(desk));
  }

  /** A second passes, in which tasks are looked at again and a device does what it was asked. */
  void tickAndSettle(HandDevice hand) {
    clock.addAndGet(1_000_000_000);
    dispatcher.tick();
    hand.settle();
    dispatcher.tick();
  }

  /** Runs slices on the CPU as long as there are any. */
  void cpuAll() {
    for (Optional<Runnable> next = cpu(); next.isPresent(); next = cpu()) {
      next.get().run();
    }
  }
}
