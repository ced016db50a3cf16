package dev.twinloop.toy;

import static java.lang.foreign.ValueLayout.JAVA_INT;

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
import java.lang.foreign.MemorySegment;
import java.util.List;

/** One kernel, one array in, one array out. */
public record DoublingProgram(boolean uniform) implements Program<Doubling, int[]> {
  @Override
  public Slicing slicing() {
    return new Slicing(1 << 16, uniform, 8);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    return List.of(
        BufferSpec.input("in", ElementType.INT, capacity),
        BufferSpec.output("out", ElementType.INT, capacity));
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return List.of(KernelCall.of(DoublingProgram.class, "twice", capacity, "in", "out"));
  }

  @Override
  public int[] newResult(Doubling task) {
    return new int[task.values().length];
  }

  @Override
  public void encode(Doubling task, Slice slice, Buffers buffers) {
    MemorySegment.copy(
        task.values(), (int) slice.from(), buffers.payload("in"), JAVA_INT, 0, slice.size());
    buffers.control(0).items(slice.size());
  }

  @Override
  public void decode(Doubling task, Slice slice, Buffers buffers, int[] result) {
    MemorySegment.copy(
        buffers.payload("out"), JAVA_INT, 0, result, (int) slice.from(), slice.size());
  }

  @Override
  public CheckOutcome check(Doubling task, Slice slice, int[] result, Sampler sampler) {
    while (sampler.hasNext()) {
      int i = (int) slice.from() + sampler.next();
      if (result[i] != 2 * task.values()[i]) {
        return new CheckOutcome.Mismatch(i, "expected " + 2 * task.values()[i] + ": " + result[i]);
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
  }

  /** The kernel, over payloads. */
  public static void twice(
      MemorySegment control, MemorySegment receipt, MemorySegment in, MemorySegment out) {
    int from = control.getAtIndex(JAVA_INT, Control.FROM);
    for (int i = from; i < control.getAtIndex(JAVA_INT, Control.TO); i++) {
      out.setAtIndex(JAVA_INT, i, 2 * in.getAtIndex(JAVA_INT, i));
      receipt.setAtIndex(JAVA_INT, i, control.getAtIndex(JAVA_INT, Control.NONCE));
    }
  }
}
