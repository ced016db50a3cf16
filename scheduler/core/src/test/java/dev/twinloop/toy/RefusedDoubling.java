package dev.twinloop.toy;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.util.List;

/**
 * A task whose kernel is refused.
 *
 * @param byWorkers whether by workers alone, else by every engine
 */
public record RefusedDoubling(Doubling numbers, boolean byWorkers) implements Task<int[]> {
  /** Refused by every engine. */
  public RefusedDoubling(Doubling numbers) {
    this(numbers, false);
  }

  @Override
  public TaskType type() {
    return numbers.type();
  }

  @Override
  public long items() {
    return numbers.items();
  }

  @Override
  public BoundProgram<int[]> program() {
    return BoundProgram.of(this, new RefusedProgram(byWorkers));
  }

  /** Refused where it is compiled. */
  public record RefusedProgram(boolean byWorkers) implements Program<RefusedDoubling, int[]> {
    private static final DoublingProgram RIGHT = new DoublingProgram(false);

    @Override
    public Slicing slicing() {
      return RIGHT.slicing();
    }

    @Override
    public List<BufferSpec> buffers(int capacity) {
      return RIGHT.buffers(capacity);
    }

    @Override
    public List<KernelCall> kernels(int capacity) {
      if (!byWorkers || ToyWorkerProvider.here()) {
        throw DeviceException.Code.COMPILATION.exception("kernel: method=twise, found=0");
      }
      return RIGHT.kernels(capacity);
    }

    @Override
    public int[] newResult(RefusedDoubling task) {
      return RIGHT.newResult(task.numbers);
    }

    @Override
    public void encode(RefusedDoubling task, Slice slice, Buffers buffers) {
      RIGHT.encode(task.numbers, slice, buffers);
    }

    @Override
    public void decode(RefusedDoubling task, Slice slice, Buffers buffers, int[] result) {
      RIGHT.decode(task.numbers, slice, buffers, result);
    }

    @Override
    public CheckOutcome check(RefusedDoubling task, Slice slice, int[] result, Sampler sampler) {
      return RIGHT.check(task.numbers, slice, result, sampler);
    }
  }
}
