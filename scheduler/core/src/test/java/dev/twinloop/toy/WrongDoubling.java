package dev.twinloop.toy;

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

/** A task whose kernel and whose check disagree: on every device alike. */
public record WrongDoubling(Doubling numbers) implements Task<int[]> {
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
    return BoundProgram.of(this, new WrongProgram());
  }

  /** Doubles; its check has nothing right. */
  public record WrongProgram() implements Program<WrongDoubling, int[]> {
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
      return RIGHT.kernels(capacity);
    }

    @Override
    public int[] newResult(WrongDoubling task) {
      return RIGHT.newResult(task.numbers());
    }

    @Override
    public void encode(WrongDoubling task, Slice slice, Buffers buffers) {
      RIGHT.encode(task.numbers(), slice, buffers);
    }

    @Override
    public void decode(WrongDoubling task, Slice slice, Buffers buffers, int[] result) {
      RIGHT.decode(task.numbers(), slice, buffers, result);
    }

    @Override
    public CheckOutcome check(WrongDoubling task, Slice slice, int[] result, Sampler sampler) {
      return new CheckOutcome.Mismatch(slice.from(), "wrong on every device");
    }
  }
}
