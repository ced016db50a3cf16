package dev.twinloop.kernel.sha256;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.util.List;

/**
 * Messages of one length. The length itself travels in the control array: one compiled kernel
 * serves all lengths of a class.
 *
 * @param bytesPerItem message buffer for each item of capacity, a power of two from 16 to 2^20
 */
public record HashFixed(int bytesPerItem) implements Sha256Program {
  public HashFixed {
    ByteClass.require(bytesPerItem);
  }

  @Override
  public Slicing slicing() {
    return Sha256Program.slicing(bytesPerItem);
  }

  @Override
  public long sliceEnd(Sha256Batch task, long from, int wanted) {
    int length = task.messages().bytes(from);
    long fit = length == 0 ? wanted : ByteClass.room(bytesPerItem, wanted) / length;
    return Math.min(task.items(), from + Math.min(wanted, fit));
  }

  @Override
  public int capacity(Sha256Batch task, Slice slice) {
    long bytes = (long) slice.size() * task.messages().bytes(slice.from());
    return ByteClass.capacity(bytesPerItem, slice.size(), bytes);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    long ints = (long) capacity * bytesPerItem / 4 + Sha256Kernels.SLACK;
    return List.of(
        BufferSpec.input("messages", ElementType.INT, ints), Sha256Program.digests(capacity));
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return List.of(
        KernelCall.of(Sha256Kernels.class, "hashFixed", capacity, "messages", "digests"));
  }

  @Override
  public void encode(Sha256Batch task, Slice slice, Buffers buffers) {
    Messages.Fixed messages = (Messages.Fixed) task.messages();
    if (!buffers.inPlace("messages")) {
      ParallelCopy.pack(
          messages.data().asSlice(messages.offset(slice.from())),
          messages.strideBytes(),
          buffers.payload("messages"),
          messages.messageBytes(),
          slice.size());
    }
    buffers.control(0).items(slice.size()).parameter(Sha256Kernels.LENGTH, messages.messageBytes());
  }
}
