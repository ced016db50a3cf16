package dev.twinloop.kernel.data;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * The part that programs have in common whose items are records of any lengths: two input buffers,
 * and slices that end early when their bytes run out.
 *
 * <pre>
 *   messages   the slice's records one after the other, then {@link #SLACK_INTS} ints of anything
 *   offsets    capacity + 1 ints: where each starts, in bytes, and where the last one ends
 * </pre>
 *
 * @param bytesPerItem message buffer for each item of capacity, a power of two from 16 to 2^20
 */
public record RecordBuffers(int bytesPerItem) {
  /** The buffer of bytes. */
  public static final String MESSAGES = "messages";

  /** The buffer of offsets. */
  public static final String OFFSETS = "offsets";

  /** Ints after the last record: kernels may read a last block in full, and one word more. */
  public static final int SLACK_INTS = 40;

  public RecordBuffers {
    ByteClass.require(bytesPerItem);
  }

  /** Buffers that suit the mean length of these records. */
  public static RecordBuffers of(Records records) {
    long bytes = records.bytesBetween(0, records.count());
    return new RecordBuffers(ByteClass.of(bytes / records.count()));
  }

  /** The largest slice that the buffer can hold. */
  public int maxItems() {
    return ByteClass.maxItems(bytesPerItem);
  }

  /** Where a slice ends for which {@code wanted} items are asked. */
  public long sliceEnd(Records records, long from, int wanted) {
    long most = Math.min(records.count(), from + wanted);
    long room = ByteClass.room(bytesPerItem, wanted);
    if (records.bytesBetween(from, most) <= room) {
      return most;
    }
    long low = from + 1;
    long high = most - 1;
    while (low < high) {
      long middle = (low + high + 1) / 2;
      if (records.bytesBetween(from, middle) <= room) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** The capacity class that holds a slice, its items and its bytes. */
  public int capacity(Records records, Slice slice) {
    long bytes = records.bytesBetween(slice.from(), slice.to());
    return ByteClass.capacity(bytesPerItem, slice.size(), bytes);
  }

  /** The buffer of bytes alone, for records of one length. */
  public BufferSpec messages(int capacity) {
    long ints = (long) capacity * bytesPerItem / 4 + SLACK_INTS;
    return BufferSpec.input(MESSAGES, ElementType.INT, ints);
  }

  /** The two buffers. */
  public List<BufferSpec> buffers(int capacity) {
    return List.of(messages(capacity), BufferSpec.input(OFFSETS, ElementType.INT, capacity + 1L));
  }

  /**
   * The caller's memory that may stand in for the buffer of bytes: that of a slice's records, where
   * there are no gaps between them.
   */
  public static Optional<MemorySegment> inPlace(Records records, Slice slice) {
    return switch (records) {
      case Records.Fixed fixed ->
          fixed.gapless() ? Optional.of(fixed.between(slice.from(), slice.to())) : Optional.empty();
      case Records.Variable all ->
          Optional.of(
              all.data()
                  .asSlice(all.offset(slice.from()), all.bytesBetween(slice.from(), slice.to())));
    };
  }

  /**
   * Fills the two buffers; that of bytes only if no other memory stands in for it.
   *
   * @throws IllegalStateException if the caller changed the offsets meanwhile
   */
  public void encode(Records records, Slice slice, Buffers buffers) {
    MemorySegment offsets = buffers.payload(OFFSETS);
    long last = 0;
    for (int i = 0; i <= slice.size(); i++) {
      long at = records.bytesBetween(slice.from(), slice.from() + i);
      if (at < last || at - last > Records.MAX_BYTES) {
        throw new IllegalStateException(
            "records: offset[%d] changed after the task was made, now %d"
                .formatted(slice.from() + i, records.offset(slice.from() + i)));
      }
      last = at;
      offsets.setAtIndex(JAVA_INT, i, (int) at);
    }
    if (!buffers.inPlace(MESSAGES)) {
      records.pack(slice.from(), slice.to(), buffers.payload(MESSAGES));
    }
  }
}
