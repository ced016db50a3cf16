package dev.twinloop.toy;

import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.util.List;

/**
 * Two kernels, the second of which answers for the receipts of kernel {@code vouchedFor}. It has
 * buffers, but computes nothing.
 */
public record VouchingProgram(int vouchedFor) implements Program<Doubling, int[]> {
  @Override
  public Slicing slicing() {
    return new Slicing(64, false, 4);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    return List.of();
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return List.of(
        KernelCall.of(VouchingProgram.class, "first", capacity),
        KernelCall.of(VouchingProgram.class, "second", 1, BufferLayout.receiptName(vouchedFor)));
  }

  @Override
  public int[] newResult(Doubling task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void encode(Doubling task, Slice slice, Buffers buffers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void decode(Doubling task, Slice slice, Buffers buffers, int[] result) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CheckOutcome check(Doubling task, Slice slice, int[] result, Sampler sampler) {
    throw new UnsupportedOperationException();
  }
}
