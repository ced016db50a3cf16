package dev.twinloop.kernel.sha256;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.util.List;

/** Messages of 64 bytes: two compressions each, the second with a schedule known beforehand. */
public record Hash64() implements Sha256Program {
  private static final int BYTES = 64;

  @Override
  public Slicing slicing() {
    return Sha256Program.slicing(BYTES);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    return List.of(
        BufferSpec.input("messages", ElementType.INT, 16L * capacity),
        Sha256Program.digests(capacity));
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return List.of(KernelCall.of(Sha256Kernels.class, "hash64", capacity, "messages", "digests"));
  }

  @Override
  public void encode(Sha256Batch task, Slice slice, Buffers buffers) {
    Messages.Fixed messages = (Messages.Fixed) task.messages();
    if (!buffers.inPlace("messages")) {
      ParallelCopy.pack(
          messages.data().asSlice(messages.offset(slice.from())),
          messages.strideBytes(),
          buffers.payload("messages"),
          BYTES,
          slice.size());
    }
    buffers.control(0).items(slice.size());
  }
}
