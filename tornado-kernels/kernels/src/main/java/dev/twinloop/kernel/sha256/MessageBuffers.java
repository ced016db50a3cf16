package dev.twinloop.kernel.sha256;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * The part that programs have in common whose items are messages of any lengths: two input buffers,
 * and slices that end early when their bytes run out.
 *
 * <pre>
 *   messages   the slice's messages one after the other, as {@link Sha256Kernels} reads them
 *   offsets    capacity + 1 ints: where each starts, in bytes, and where the last one ends
 * </pre>
 *
 * @param bytesPerItem message buffer for each item of capacity, a power of two from 16 to 2^20
 */
public record MessageBuffers(int bytesPerItem) {
  public MessageBuffers {
    ByteClass.require(bytesPerItem);
  }

  /** Buffers that suit the mean length of these messages. */
  public static MessageBuffers of(Messages messages) {
    long bytes = messages.offset(messages.count() - 1) + messages.bytes(messages.count() - 1);
    return new MessageBuffers(ByteClass.of((bytes - messages.offset(0)) / messages.count()));
  }

  /** The largest slice that the buffer can hold. */
  public int maxItems() {
    return ByteClass.maxItems(bytesPerItem);
  }

  /** Where a slice ends for which {@code wanted} items are asked. */
  public long sliceEnd(Messages messages, long from, int wanted) {
    long most = Math.min(messages.count(), from + wanted);
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

  /** The capacity class that holds a slice, its items and its bytes. */
  public int capacity(Messages messages, Slice slice) {
    return ByteClass.capacity(bytesPerItem, slice.size(), bytes(messages, slice));
  }

  /** The two buffers. */
  public List<BufferSpec> buffers(int capacity) {
    long ints = (long) capacity * bytesPerItem / 4 + Sha256Kernels.SLACK;
    return List.of(
        BufferSpec.input("messages", ElementType.INT, ints),
        BufferSpec.input("offsets", ElementType.INT, capacity + 1L));
  }

  /**
   * Fills the two buffers.
   *
   * @throws IllegalStateException if the caller changed the offsets meanwhile
   */
  public void encode(Messages messages, Slice slice, Buffers buffers) {
    long base = messages.offset(slice.from());
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
    ParallelCopy.copy(
        messages.data(), base, buffers.payload("messages"), 0, bytes(messages, slice));
  }

  private static long bytes(Messages messages, Slice slice) {
    return messages.offset(slice.to()) - messages.offset(slice.from());
  }
}
