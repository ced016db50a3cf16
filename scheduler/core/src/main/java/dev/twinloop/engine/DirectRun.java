package dev.twinloop.engine;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Capacity;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/** A whole task on one device, slice after slice: what {@link DeviceEngine#submit} does. */
final class DirectRun {
  private static final int MAX_SLICE = 1 << 20;

  private DirectRun() {}

  static <R> TaskHandle<R> start(DeviceEngine engine, Task<R> task, Submission how) {
    if (!engine.supports(task.type())) {
      throw new IllegalArgumentException(
          "task type: name="
              + task.type()
              + ", not supported by "
              + engine.hardwareCaps().deviceId());
    }
    RunHandle<R> handle = new RunHandle<>(how.traceId().orElseGet(TraceIds::next), task.items());
    how.cancellation().ifPresent(common -> common.enter(handle));
    Thread.ofPlatform()
        .daemon()
        .name("twinloop-" + engine.hardwareCaps().deviceId() + "-direct")
        .start(
            () -> {
              try {
                TaskResult<R> result = run(engine, task, handle);
                how.cancellation().ifPresent(common -> common.leave(handle));
                handle.complete(result);
              } catch (RuntimeException | Error e) {
                how.cancellation().ifPresent(common -> common.leave(handle));
                handle.fail(e);
              }
            });
    return handle;
  }

  private static <R> TaskResult<R> run(DeviceEngine engine, Task<R> task, RunHandle<R> handle) {
    long start = System.nanoTime();
    BoundProgram<R> program = task.program();
    R result = program.newResult();
    int step = Capacity.sliceItems(program.program().slicing(), task.items(), MAX_SLICE);
    List<SliceReport> reports = new ArrayList<>();
    HardwareCaps caps = engine.hardwareCaps();
    Map<Integer, Slot> slots = new HashMap<>();
    try {
      for (long from = 0; from < task.items(); ) {
        if (handle.cancelRequested()) {
          throw new CancellationException("task " + handle.traceId() + ": cancelled");
        }
        Slice slice = program.slice(from, step);
        Slot slot =
            slots.computeIfAbsent(
                program.capacity(slice),
                c -> engine.openSlot(program.program(), c, handle.traceId()));
        slot.forTask(handle.traceId());
        Timings timings = SliceRunner.run(slot, program, slice, result, 0);
        reports.add(SliceReport.kept(slice, caps, timings));
        handle.advance(slice.size());
        from = slice.to();
      }
    } finally {
      for (Slot slot : slots.values()) {
        slot.buffers().zero();
        slot.close();
      }
    }
    program.finish(result);
    return new TaskResult<>(
        result,
        new TaskReport(
            handle.traceId(),
            task.type(),
            task.items(),
            Duration.ofNanos(System.nanoTime() - start),
            reports,
            List.of("one device, no cross-check")));
  }
}
