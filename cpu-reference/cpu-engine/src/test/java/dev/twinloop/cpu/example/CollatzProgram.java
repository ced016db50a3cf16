package dev.twinloop.cpu.example;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;

/** One kernel; numbers in, steps out. */
public record CollatzProgram() implements Program<Collatz, int[]> {
  @Override
  public Slicing slicing() {
    return new Slicing(1 << 20, false, 12);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    return List.of(
        BufferSpec.input("numbers", ElementType.LONG, capacity),
        BufferSpec.output("steps", ElementType.INT, capacity));
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return List.of(KernelCall.of(CollatzKernel.class, "collatz", capacity, "numbers", "steps"));
  }

  @Override
  public int[] newResult(Collatz task) {
    return new int[(int) task.items()];
  }

  @Override
  public void encode(Collatz task, Slice slice, Buffers buffers) {
    ParallelCopy.copy(
        task.numbers(), slice.from() * 8, buffers.payload("numbers"), 0, slice.size() * 8L);
    buffers.control(0).items(slice.size()).parameter(CollatzKernel.LIMIT, task.limit());
  }

  @Override
  public void decode(Collatz task, Slice slice, Buffers buffers, int[] result) {
    MemorySegment.copy(
        buffers.payload("steps"), JAVA_INT, 0, result, (int) slice.from(), slice.size());
  }

  @Override
  public CheckOutcome check(Collatz task, Slice slice, int[] result, Sampler sampler) {
    while (sampler.hasNext()) {
      int item = (int) slice.from() + sampler.next();
      int expected = steps(task.numbers().get(JAVA_LONG_UNALIGNED, item * 8L), task.limit());
      if (result[item] != expected) {
        return new CheckOutcome.Mismatch(
            item, "collatz: expected=" + expected + ", actual=" + result[item]);
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
  }

  /** The oracle: the same question answered by other means. */
  static int steps(long number, int limit) {
    BigInteger n = BigInteger.valueOf(number);
    for (int count = 0; count <= limit; count++) {
      if (n.equals(BigInteger.ONE)) {
        return count;
      }
      n = n.testBit(0) ? n.multiply(BigInteger.valueOf(3)).add(BigInteger.ONE) : n.shiftRight(1);
    }
    return -1;
  }
}
