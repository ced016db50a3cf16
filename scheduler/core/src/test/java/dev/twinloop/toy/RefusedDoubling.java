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

/** A task whose kernel every engine refuses. */
public record RefusedDoubling(Doubling numbers) implements Task<int[]> {
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
    return BoundProgram.of(this, new RefusedProgram());
  }

  /** Refused where it is compiled. */
  public record RefusedProgram() implements Program<RefusedDoubling, int[]> {
    @Override
    public Slicing slicing() {
      return new Slicing(1 << 16, false, 8);
    }

    @Override
    public List<BufferSpec> buffers(int capacity) {
      return new DoublingProgram(false).buffers(capacity);
    }

    @Override
    public List<KernelCall> kernels(int capacity) {
      throw DeviceException.Code.COMPILATION.exception("kernel: method=twise, found=0");
    }

    @Override
    public int[] newResult(RefusedDoubling task) {
      return new int[0];
    }

    @Override
    public void encode(RefusedDoubling task, Slice slice, Buffers buffers) {}

    @Override
    public void decode(RefusedDoubling task, Slice slice, Buffers buffers, int[] result) {}

    @Override
    public CheckOutcome check(RefusedDoubling task, Slice slice, int[] result, Sampler sampler) {
      return new CheckOutcome.Passed(0);
    }
  }
}
