package dev.twinloop.cpu.secret;

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
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Computes {@link EchoTask}: input, scratch and output all hold the same numbers. */
public record EchoProgram() implements Program<EchoTask, long[]> {
  @Override
  public Slicing slicing() {
    return new Slicing(1 << 20, false, 16);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    return List.of(
        BufferSpec.input("in", ElementType.LONG, capacity),
        BufferSpec.scratch("scratch", ElementType.LONG, capacity),
        BufferSpec.output("out", ElementType.LONG, capacity));
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return List.of(
        KernelCall.of(EchoKernels.class, "keep", capacity, "in", "scratch"),
        KernelCall.of(EchoKernels.class, "show", capacity, "scratch", "out"));
  }

  @Override
  public long[] newResult(EchoTask task) {
    return new long[(int) task.items()];
  }

  @Override
  public void encode(EchoTask task, Slice slice, Buffers buffers) {
    for (int i = 0; i < slice.size(); i++) {
      buffers.payload("in").setAtIndex(JAVA_LONG, i, task.number((int) slice.from() + i));
    }
    buffers.control(0).items(slice.size());
    buffers.control(1).items(slice.size());
  }

  @Override
  public void decode(EchoTask task, Slice slice, Buffers buffers, long[] result) {
    MemorySegment out = buffers.payload("out");
    MemorySegment.copy(out, JAVA_LONG, 0, result, (int) slice.from(), slice.size());
  }

  @Override
  public CheckOutcome check(EchoTask task, Slice slice, long[] result, Sampler sampler) {
    while (sampler.hasNext()) {
      int item = (int) slice.from() + sampler.next();
      if (result[item] != task.number(item)) {
        return new CheckOutcome.Mismatch(item, "actual=" + result[item]);
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
  }
}
