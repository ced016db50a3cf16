package dev.twinloop.kernel.sha256;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.lang.foreign.MemorySegment;
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
    Messages messages = task.messages();
    long most = Math.min(task.items(), from + wanted);
    long limit = messages.offset(from) + ByteClass.room(bytesPerItem, wanted);
    if (messages.offset(most) <= limit) {
      return most;
    }
    long low = from + 1;
    long high = most - 1;
    while (low < high) {
      long middle = (low + high + 1) / 2;
      if (messages.offset(middle) <= limit) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  @Override
  public int capacity(Sha256Batch task, Slice slice) {
    return ByteClass.capacity(bytesPerItem, slice.size(), bytes(task.messages(), slice));
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    long ints = (long) capacity * bytesPerItem / 4 + Sha256Kernels.SLACK;
    return List.of(
        BufferSpec.input("messages", ElementType.INT, ints),
        BufferSpec.input("offsets", ElementType.INT, capacity + 1L),
        Sha256Program.digests(capacity));
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    return List.of(
        KernelCall.of(
            Sha256Kernels.class, "hashVariable", capacity, "messages", "offsets", "digests"));
  }

  @Override
  public void encode(Sha256Batch task, Slice slice, Buffers buffers) {
    Messages messages = task.messages();
    long base = messages.offset(slice.from());
    long bytes = bytes(messages, slice);
    MemorySegment offsets = buffers.payload("offsets");
    long last = 0;
    for (int i = 0; i <= slice.size(); i++) {
      long at = messages.offset(slice.from() + i) - base;
      if (at < last || at - last > Messages.MAX_BYTES) {
        throw new IllegalStateException(
            "messages: offset[%d] changed after the task was made, now %d"
                .formatted(slice.from() + i, base + at));
      }
      last = at;
      offsets.setAtIndex(JAVA_INT, i, (int) at);
    }
    ParallelCopy.copy(messages.data(), base, buffers.payload("messages"), 0, bytes);
    buffers.control(0).items(slice.size());
  }

  private static long bytes(Messages messages, Slice slice) {
    return messages.offset(slice.to()) - messages.offset(slice.from());
  }
}
