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

/** A task whose program fails where a worker compiles it, which the worker says in its log. */
public record BrokenInWorker() implements Task<int[]> {
  @Override
  public TaskType type() {
    return new TaskType("broken-in-worker");
  }

  @Override
  public long items() {
    return 8;
  }

  @Override
  public BoundProgram<int[]> program() {
    return BoundProgram.of(this, new BrokenProgram());
  }

  /** As {@link DoublingProgram}, but for the kernels that a worker asks for. */
  public record BrokenProgram() implements Program<BrokenInWorker, int[]> {
    private static final DoublingProgram DOUBLING = new DoublingProgram(false);

    @Override
    public Slicing slicing() {
      return DOUBLING.slicing();
    }

    @Override
    public List<BufferSpec> buffers(int capacity) {
      return DOUBLING.buffers(capacity);
    }

    @Override
    public List<KernelCall> kernels(int capacity) {
      if (System.getProperty(ToyWorkerProvider.COUNT) != null) {
        throw new IllegalStateException("broken in a worker");
      }
      return DOUBLING.kernels(capacity);
    }

    @Override
    public int[] newResult(BrokenInWorker task) {
      return new int[0];
    }

    @Override
    public void encode(BrokenInWorker task, Slice slice, Buffers buffers) {}

    @Override
    public void decode(BrokenInWorker task, Slice slice, Buffers buffers, int[] result) {}

    @Override
    public CheckOutcome check(BrokenInWorker task, Slice slice, int[] result, Sampler sampler) {
      return new CheckOutcome.Passed(0);
    }
  }
}
