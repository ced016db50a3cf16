package dev.twinloop.bench;

import dev.twinloop.bench.report.ReportRow.Stage;
import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import java.util.List;
import java.util.Random;

/**
 * One slice of a task in one slot, its inputs in place: what the kernels alone take, by the clock
 * on the CPU, by the device's own events elsewhere.
 */
final class KernelRun<R> implements AutoCloseable {
  /** The share of the items that is computed again once the runs are over. */
  static final double CHECKED_SHARE = 0.01;

  private final BoundProgram<R> program;
  private final Slice slice;
  private final Slot slot;
  private final boolean device;
  private final Stages stages = new Stages();

  /** Encodes the first slice of a task, as large as the program takes it. */
  KernelRun(DeviceEngine engine, Task<R> task) {
    this.device = engine.hardwareCaps().engineType() == EngineType.GPU;
    this.program = task.program();
    int wanted = (int) Math.min(task.items(), program.program().slicing().maxItems());
    this.slice = program.slice(0, wanted);
    this.slot = engine.openSlot(program.program(), program.capacity(slice));
    program.encode(slice, slot.buffers());
    slot.buffers().startRun(1);
    slot.run(); // a program may compute a table in its first run, and encodes otherwise then
    program.encode(slice, slot.buffers());
  }

  /** How many items the slice has. */
  int items() {
    return slice.size();
  }

  /** Runs the slice again and again; then checks that every item ran and a sample is right. */
  Spread measure(BenchPlan plan) {
    int[] nonce = {1};
    Spread spread =
        Spread.measure(plan.runs(), plan.warmUpNs(), () -> run(++nonce[0]), stages::clear);
    String missing = slot.buffers().missingReceipt(nonce[0]);
    if (!missing.isEmpty()) {
      throw DeviceException.Code.LAUNCH.exception("bench: " + missing);
    }
    R result = program.newResult();
    program.decode(slice, slot.buffers(), result);
    Sampler sampler = Sampler.exact(new Random(20_26), slice.size(), CHECKED_SHARE);
    if (program.check(slice, result, sampler) instanceof CheckOutcome.Mismatch wrong) {
      throw DeviceException.Code.MISMATCH.exception(
          "bench: item " + wrong.item() + ": " + wrong.detail());
    }
    return spread;
  }

  private long run(int nonce) {
    slot.buffers().startRun(nonce);
    slot.timeNextRun();
    Timings timings = slot.run();
    slot.buffers().refresh(false); // resident buffers are there now
    stages.add(timings);
    return device ? timings.kernelNs() : timings.runNs();
  }

  /** Where the time of the runs that counted went. */
  List<Stage> stages() {
    return stages.list();
  }

  /** What the last run computed. */
  R result() {
    R result = program.newResult();
    program.decode(slice, slot.buffers(), result);
    program.finish(result);
    return result;
  }

  @Override
  public void close() {
    slot.buffers().zero();
    slot.close();
  }
}
