package dev.twinloop.kernel.sha256;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.util.ArrayList;
import java.util.List;

/**
 * Messages of any lengths. A slice ends early when its bytes run out.
 *
 * @param bytesPerItem message buffer for each item of capacity, a power of two from 16 to 2^20
 */
public record HashVariable(int bytesPerItem) implements Sha256Program {
  public HashVariable {
    ByteClass.require(bytesPerItem);
  }

  @Override
  public Slicing slicing() {
    return Sha256Program.slicing(bytesPerItem);
  }

  @Override
  public long sliceEnd(Sha256Batch task, long from, int wanted) {
    return messages().sliceEnd(task.messages(), from, wanted);
  }

  @Override
  public int capacity(Sha256Batch task, Slice slice) {
    return messages().capacity(task.messages(), slice);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    List<BufferSpec> all = new ArrayList<>(messages().buffers(capacity));
    all.add(Sha256Program.digests(capacity));
    return all;
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return List.of(
        KernelCall.of(
            Sha256Kernels.class, "hashVariable", capacity, "messages", "offsets", "digests"));
  }

  @Override
  public void encode(Sha256Batch task, Slice slice, Buffers buffers) {
    messages().encode(task.messages(), slice, buffers);
    buffers.control(0).items(slice.size());
  }

  private MessageBuffers messages() {
    return new MessageBuffers(bytesPerItem);
  }
}
