package dev.twinloop.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Many records in one array, so that Spark moves and a scheduler sees millions of them as one
 * object.
 *
 * <pre>
 *   fixed      | r0 | r1 | r2 | …              every recordBytes
 *   variable   | r0 | r1      | r2 | …          offsets[0], offsets[1], …, offsets[count]
 * </pre>
 *
 * <p>The arrays are not copied: do not change them afterwards.
 */
public final class PackedRecords implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] data;
  private final int recordBytes;
  private final int[] offsets;
  private final int count;

  private PackedRecords(byte[] data, int recordBytes, int[] offsets, int count) {
    this.data = data;
    this.recordBytes = recordBytes;
    this.offsets = offsets;
    this.count = count;
  }

  /**
   * Records of one length, one after the other.
   *
   * @param data a multiple of {@code recordBytes} long, at least one record
   * @param recordBytes 1 or more
   * @throws IllegalArgumentException for other lengths
   */
  public static PackedRecords fixed(byte[] data, int recordBytes) {
    if (recordBytes < 1 || data.length == 0 || data.length % recordBytes != 0) {
      throw new IllegalArgumentException(
          "records: bytes=%d, recordBytes=%d, accepted: recordBytes from 1, whole records, at least one"
              .formatted(data.length, recordBytes));
    }
    return new PackedRecords(data, recordBytes, new int[0], data.length / recordBytes);
  }

  /**
   * Records of any lengths.
   *
   * @param offsets where each record starts, and where the last one ends: ascending, from 0 to
   *     {@code data.length}, at least two
   * @throws IllegalArgumentException for other offsets, naming the first wrong one
   */
  public static PackedRecords variable(byte[] data, int[] offsets) {
    if (offsets.length < 2) {
      throw new IllegalArgumentException(
          "records: offsets=" + offsets.length + ", accepted: 2 or more");
    }
    for (int i = 0; i < offsets.length; i++) {
      int least = i == 0 ? 0 : offsets[i - 1];
      if (offsets[i] < least || offsets[i] > data.length || (i == 0 && offsets[i] != 0)) {
        throw new IllegalArgumentException(
            "records: offset[%d]=%d, accepted: %d to %d"
                .formatted(i, offsets[i], least, i == 0 ? 0 : data.length));
      }
    }
    return new PackedRecords(data, 0, offsets, offsets.length - 1);
  }

  /**
   * A copy of these records.
   *
   * @throws IllegalArgumentException if there are none, or together more than 2^31 - 1 bytes
   */
  public static PackedRecords of(List<byte[]> records) {
    if (records.isEmpty()) {
      throw new IllegalArgumentException("records: none, accepted: 1 or more");
    }
    int[] offsets = new int[records.size() + 1];
    for (int i = 0; i < records.size(); i++) {
      long end = (long) offsets[i] + records.get(i).length;
      if (end > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "records: bytes=%d after %d of %d records, accepted: up to %d together"
                .formatted(end, i + 1, records.size(), Integer.MAX_VALUE));
      }
      offsets[i + 1] = (int) end;
    }
    byte[] data = new byte[offsets[records.size()]];
    for (int i = 0; i < records.size(); i++) {
      System.arraycopy(records.get(i), 0, data, offsets[i], records.get(i).length);
    }
    int first = offsets[1];
    boolean uniform = first > 0 && data.length == (long) first * records.size();
    for (int i = 0; uniform && i < records.size(); i++) {
      uniform = offsets[i + 1] - offsets[i] == first;
    }
    return uniform ? fixed(data, first) : variable(data, offsets);
  }

  /** How many records there are. */
  public int count() {
    return count;
  }

  /** Whether all have one length by construction. */
  public boolean isFixed() {
    return recordBytes > 0;
  }

  /** The length of each record where {@link #isFixed}, else 0. */
  public int recordBytes() {
    return recordBytes;
  }

  /** All records: the array itself. */
  @SuppressWarnings("EI_EXPOSE_REP")
  public byte[] data() {
    return data;
  }

  /** Where a record starts, or (for {@code count()}) where the last one ends. */
  public int offset(int index) {
    Objects.checkIndex(index, count + 1);
    return isFixed() ? index * recordBytes : offsets[index];
  }

  /**
   * A copy of one record.
   *
   * @throws IndexOutOfBoundsException if there is no such record
   */
  public byte[] get(int index) {
    Objects.checkIndex(index, count);
    return Arrays.copyOfRange(data, offset(index), offset(index + 1));
  }

  /** Copies of all records. */
  public List<byte[]> toList() {
    List<byte[]> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(get(i));
    }
    return all;
  }

  @Override
  public String toString() {
    return isFixed()
        ? count + " records of " + recordBytes + " bytes"
        : count + " records, " + data.length + " bytes";
  }
}
