package dev.twinloop.tornado.sample;

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
import java.util.List;
import uk.ac.manchester.tornado.api.annotations.Parallel;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/** A program whose kernel throws, which no device compiler takes. */
public record RefusedProgram() implements Program<MixTask, long[]> {
  /** The kernel. */
  public static void refused(IntArray control, IntArray receipt, LongArray big) {
    for (@Parallel int k = 0; k < receipt.getSize(); k++) {
      if (control.get(Control.TO) < 0) {
        throw new IllegalStateException("refused");
      }
      big.set(k, k);
      receipt.set(k, control.get(Control.NONCE));
    }
  }

  @Override
  public Slicing slicing() {
    return new Slicing(1 << 30, false, 64);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    return List.of(BufferSpec.scratch("big", ElementType.LONG, capacity));
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return List.of(
        KernelCall.of(RefusedProgram.class, "refused", Math.min(capacity, 1 << 10), "big"));
  }

  @Override
  public long[] newResult(MixTask task) {
    return new long[0];
  }

  @Override
  public void encode(MixTask task, Slice slice, Buffers buffers) {
    buffers.control(0).items(slice.size());
  }

  @Override
  public void decode(MixTask task, Slice slice, Buffers buffers, long[] result) {}

  @Override
  public CheckOutcome check(MixTask task, Slice slice, long[] result, Sampler sampler) {
    return new CheckOutcome.Passed(0);
  }
}
