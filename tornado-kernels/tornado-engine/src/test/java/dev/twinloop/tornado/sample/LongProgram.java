package dev.twinloop.tornado.sample;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * A program of as many launches as one likes, each with buffers of its own.
 *
 * @param launches 2 or more
 */
public record LongProgram(int launches) implements Program<LongProgram.Steps, int[]> {
  /**
   * The step x → 5 x + 3, repeated {@code launches} times from x = item.
   *
   * @param items how many numbers
   * @param launches steps
   */
  public record Steps(long items, int launches) implements Task<int[]> {
    @Override
    public TaskType type() {
      return new TaskType("steps");
    }

    @Override
    public BoundProgram<int[]> program() {
      return BoundProgram.of(this, new LongProgram(launches));
    }

    /** The right answer. */
    public int[] expected() {
      return IntStream.range(0, (int) items)
          .map(i -> IntStream.range(0, launches).reduce(i, (x, _) -> 5 * x + 3))
          .toArray();
    }
  }

  /** The kernel: one step. */
  public static void advance(IntArray control, IntArray receipt, IntArray from, IntArray to) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      int item = control.get(Control.FROM) + k;
      if (item < control.get(Control.TO)) {
        to.set(item, 5 * from.get(item) + 3);
        receipt.set(k, control.get(Control.NONCE));
      }
    }
  }

  @Override
  public Slicing slicing() {
    return new Slicing(1 << 10, false, 8);
  }

  /** The values before launch k. */
  private String values(int k) {
    return k == launches ? "out" : "values" + k;
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    List<BufferSpec> all = new ArrayList<>();
    all.add(BufferSpec.input(values(0), ElementType.INT, capacity));
    for (int k = 1; k < launches; k++) {
      all.add(BufferSpec.scratch(values(k), ElementType.INT, capacity));
    }
    all.add(BufferSpec.output(values(launches), ElementType.INT, capacity));
    return all;
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return IntStream.range(0, launches)
        .mapToObj(
            k -> KernelCall.of(LongProgram.class, "advance", capacity, values(k), values(k + 1)))
        .toList();
  }

  @Override
  public int[] newResult(Steps task) {
    return new int[(int) task.items()];
  }

  @Override
  public void encode(Steps task, Slice slice, Buffers buffers) {
    for (int i = 0; i < slice.size(); i++) {
      buffers.payload(values(0)).setAtIndex(JAVA_INT, i, (int) slice.from() + i);
    }
    IntStream.range(0, launches).forEach(k -> buffers.control(k).items(slice.size()));
  }

  @Override
  public void decode(Steps task, Slice slice, Buffers buffers, int[] result) {
    for (int i = 0; i < slice.size(); i++) {
      result[(int) slice.from() + i] = buffers.payload("out").getAtIndex(JAVA_INT, i);
    }
  }

  @Override
  public CheckOutcome check(Steps task, Slice slice, int[] result, Sampler sampler) {
    return new CheckOutcome.Passed(0);
  }
}
