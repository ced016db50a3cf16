package dev.twinloop.tornado.sample;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.util.List;

/** Computes {@link MixTask}. */
public record MixProgram() implements Program<MixTask, long[]> {
  @Override
  public Slicing slicing() {
    return new Slicing(1 << 20, false, 25);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    return List.of(
        BufferSpec.input("left", ElementType.INT, capacity),
        BufferSpec.input("right", ElementType.LONG, capacity),
        BufferSpec.constant("table", ElementType.INT, 16),
        BufferSpec.scratch("between", ElementType.INT, capacity),
        BufferSpec.output("sum", ElementType.LONG, capacity),
        BufferSpec.output("low", ElementType.BYTE, capacity));
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return List.of(
        KernelCall.of(MixKernels.class, "first", capacity, "left", "table", "between"),
        KernelCall.of(MixKernels.class, "second", capacity, "between", "right", "sum", "low"));
  }

  @Override
  public void constants(Buffers buffers) {
    for (int i = 0; i < 16; i++) {
      buffers.payload("table").setAtIndex(JAVA_INT, i, MixTask.table(i));
    }
  }

  @Override
  public long[] newResult(MixTask task) {
    return new long[(int) task.items()];
  }

  @Override
  public void encode(MixTask task, Slice slice, Buffers buffers) {
    for (int i = 0; i < slice.size(); i++) {
      buffers.payload("left").setAtIndex(JAVA_INT, i, task.left(slice.from() + i));
      buffers.payload("right").setAtIndex(JAVA_LONG, i, task.right(slice.from() + i));
    }
    buffers.control(0).items(slice.size());
    buffers.control(1).items(slice.size());
  }

  @Override
  public void decode(MixTask task, Slice slice, Buffers buffers, long[] result) {
    for (int i = 0; i < slice.size(); i++) {
      long value = buffers.payload("sum").getAtIndex(JAVA_LONG, i);
      byte low = buffers.payload("low").get(JAVA_BYTE, i);
      result[(int) slice.from() + i] = low == (byte) value ? value : Long.MIN_VALUE;
    }
  }

  @Override
  public CheckOutcome check(MixTask task, Slice slice, long[] result, Sampler sampler) {
    while (sampler.hasNext()) {
      long item = slice.from() + sampler.next();
      long expected = task.expected(item, (int) (item - slice.from()));
      if (result[(int) item] != expected) {
        return new CheckOutcome.Mismatch(
            item, "expected=" + expected + ", actual=" + result[(int) item]);
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
  }
}
