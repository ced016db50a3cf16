package dev.twinloop.spark;

import dev.twinloop.kernel.data.Records;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * A batch of records in memory that a scheduler's devices reach without a further copy, and room
 * for the results: off-heap, or on the heap where the CPU alone computes. Valid until the batch's
 * results were read.
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

  /** The records, as tasks over records of any lengths take them. */
  public Records records() {
    return offsets == null
        ? new Records.Fixed(data, recordBytes, recordBytes, count)
        : new Records.Variable(data, offsets);
  }

  /**
   * The records, one after the other, where each must have this length.
   *
   * @param task what is computed, for the message
   * @throws IllegalArgumentException if a record has another
   */
  public MemorySegment requireEach(int bytes, String task) {
    if (recordBytes == bytes) {
      return data;
    }
    if (offsets != null) {
      for (int i = 0; i < count; i++) {
        long length =
            offsets.getAtIndex(ValueLayout.JAVA_LONG, i + 1)
                - offsets.getAtIndex(ValueLayout.JAVA_LONG, i);
        if (length != bytes) {
          throw new IllegalArgumentException(
              "%s: record %d of the batch (from 0) has %d bytes, accepted: %d each"
                  .formatted(task, i, length, bytes));
        }
      }
      return data; // records that a caller packed with offsets, all of one length
    }
    throw new IllegalArgumentException(
        "%s: recordBytes=%d, accepted: %d each".formatted(task, recordBytes, bytes));
  }

  /** The results, where the task computed them into {@link #out}. */
  public byte[] results() {
    return out.heapBase().orElse(null) instanceof byte[] array
        ? array
        : out.toArray(ValueLayout.JAVA_BYTE);
  }

  /** The offsets; only where lengths differ. */
  public MemorySegment requireOffsets() {
    if (offsets == null) {
      throw new IllegalStateException("records: all of " + recordBytes + " bytes, no offsets");
    }
    return offsets;
  }

  /** Records where they lie, for a CPU. */
  static RecordMemory onHeap(PackedRecords records, int outputBytes) {
    int count = records.count();
    MemorySegment offsets = null;
    if (!records.isFixed()) {
      long[] starts = new long[count + 1];
      for (int i = 0; i <= count; i++) {
        starts[i] = records.offset(i);
      }
      offsets = MemorySegment.ofArray(starts);
    }
    return new RecordMemory(
        MemorySegment.ofArray(records.data()).asSlice(0, records.offset(count)).asReadOnly(),
        records.recordBytes(),
        offsets,
        count,
        MemorySegment.ofArray(new byte[Math.multiplyExact(count, outputBytes)]));
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
