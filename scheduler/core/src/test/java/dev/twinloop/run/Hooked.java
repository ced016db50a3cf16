package dev.twinloop.run;

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
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.DoublingProgram;
import java.util.List;
import java.util.function.Consumer;

/**
 * Doubles 0, 1, 2 …, and tells of each step that it takes, before it is taken: {@code encode},
 * {@code decode}, {@code check}, {@code result}, {@code finish}.
 */
record Hooked(int count, Consumer<String> step, boolean arithmetic) implements Task<int[]> {
  Hooked(int count, Consumer<String> step) {
    this(count, step, false);
  }

  static Hooked of(int count) {
    return new Hooked(count, _ -> {});
  }

  /** The same, of a program that is bound by arithmetic. */
  static Hooked arithmetic(int count) {
    return new Hooked(count, _ -> {}, true);
  }

  int[] expected() {
    return Doubling.ofRange(count).expected();
  }

  @Override
  public TaskType type() {
    return new TaskType("hooked");
  }

  @Override
  public long items() {
    return count;
  }

  @Override
  public BoundProgram<int[]> program() {
    return BoundProgram.of(this, new HookedProgram(arithmetic));
  }

  /** As {@link DoublingProgram}. */
  record HookedProgram(boolean arithmetic) implements Program<Hooked, int[]> {
    private static final DoublingProgram DOUBLING = new DoublingProgram(false);

    @Override
    public Slicing slicing() {
      Slicing slicing = DOUBLING.slicing();
      return arithmetic ? slicing.keptBusyBy(1) : slicing;
    }

    @Override
    public List<BufferSpec> buffers(int capacity) {
      return DOUBLING.buffers(capacity);
    }

    @Override
    public List<KernelCall> kernels(int capacity) {
      return DOUBLING.kernels(capacity);
    }

    @Override
    public int[] newResult(Hooked task) {
      task.step().accept("result");
      return new int[task.count()];
    }

    @Override
    public void encode(Hooked task, Slice slice, Buffers buffers) {
      task.step().accept("encode");
      DOUBLING.encode(Doubling.ofRange(task.count()), slice, buffers);
    }

    @Override
    public void decode(Hooked task, Slice slice, Buffers buffers, int[] result) {
      task.step().accept("decode");
      DOUBLING.decode(Doubling.ofRange(task.count()), slice, buffers, result);
    }

    @Override
    public CheckOutcome check(Hooked task, Slice slice, int[] result, Sampler sampler) {
      task.step().accept("check");
      return DOUBLING.check(Doubling.ofRange(task.count()), slice, result, sampler);
    }

    @Override
    public void finish(Hooked task, int[] result) {
      task.step().accept("finish");
    }
  }
}
