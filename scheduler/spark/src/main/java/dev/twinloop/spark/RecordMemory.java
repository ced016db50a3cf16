package dev.twinloop.spark;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * A batch of records in off-heap memory that a scheduler's devices reach without a further copy,
 * and room for the results. Valid until the batch's results were read.
 *
 * @param data the records, one after the other
 * @param recordBytes the length of each, or 0 where lengths differ
 * @param offsets {@code count + 1} longs in native order; null where lengths are equal
 * @param count how many records
 * @param out writable, {@code count *} {@link ItemWise#outputBytes} bytes
 */
public record RecordMemory(
    MemorySegment data,
    int recordBytes,
    @Nullable MemorySegment offsets,
    long count,
    MemorySegment out) {

  /** The offsets; only where lengths differ. */
  public MemorySegment requireOffsets() {
    if (offsets == null) {
      throw new IllegalStateException("records: all of " + recordBytes + " bytes, no offsets");
    }
    return offsets;
  }

  /** Puts records into memory that {@code lent} owns. */
  static RecordMemory pack(PackedRecords records, int outputBytes, BatchMemory.Lent lent) {
    int count = records.count();
    int bytes = records.offset(count);
    MemorySegment data = lent.take(bytes);
    MemorySegment.copy(records.data(), 0, data, ValueLayout.JAVA_BYTE, 0, bytes);
    MemorySegment offsets = null;
    if (!records.isFixed()) {
      offsets = lent.take(8L * (count + 1));
      for (int i = 0; i <= count; i++) {
        offsets.setAtIndex(ValueLayout.JAVA_LONG, i, records.offset(i));
      }
    }
    MemorySegment out = lent.take((long) count * outputBytes);
    return new RecordMemory(data, records.recordBytes(), offsets, count, out);
  }
}
