package dev.twinloop.kernel.msm;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.util.List;

/** Place holder. */
public record MsmProgram(G1 curve) implements Program<Msm, MsmSums> {
  static MsmProgram of(Msm task) {
    return new MsmProgram(task.bases().curve());
  }

  @Override
  public Slicing slicing() {
    return new Slicing(1 << 24, false, 32);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    throw new UnsupportedOperationException("msm: no kernels yet");
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    throw new UnsupportedOperationException("msm: no kernels yet");
  }

  @Override
  public MsmSums newResult(Msm task) {
    return MsmSums.allocate(task.bases().curve(), task.vectors());
  }

  @Override
  public void encode(Msm task, Slice slice, Buffers buffers) {
    throw new UnsupportedOperationException("msm: no kernels yet");
  }

  @Override
  public void decode(Msm task, Slice slice, Buffers buffers, MsmSums result) {
    throw new UnsupportedOperationException("msm: no kernels yet");
  }

  @Override
  public CheckOutcome check(Msm task, Slice slice, MsmSums result, Sampler sampler) {
    throw new UnsupportedOperationException("msm: no kernels yet");
  }
}
