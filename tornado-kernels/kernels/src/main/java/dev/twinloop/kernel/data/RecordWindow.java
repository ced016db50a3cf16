package dev.twinloop.kernel.data;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The next records of a task in an array, for a library that reads arrays. Memory segments are
 * touched once a window: code that the JVM has not compiled yet takes a microsecond for each touch,
 * which is as long as it takes to hash a small record.
 *
 * <pre>
 *   records   … │ 17 │ 18 │ 19 │ …          fill(17, 20)
 *                 ▼    ▼    ▼
 *   bytes()     │ 17 │ 18 │ 19 │            start(0), start(1), start(2)
 * </pre>
 *
 * <p>Records that lie in an array already are not copied: {@code bytes()} is that array. Serves one
 * thread.
 */
final class RecordWindow {
  /**
   * Small, since each part of a task has a window of its own. To copy so few bytes costs a
   * hundredth of what it costs to hash them. One longer record has a window of its size.
   */
  private static final int BYTES = 4 << 10;

  private static final int MOST = 256;

  private final Records records;
  private final int most;
  private final int[] starts;
  private final long[] offsets;
  private final boolean inPlace;
  private byte[] bytes = new byte[0];

  /** A window for the records of a part, of which there are this number. */
  RecordWindow(Records records, long items) {
    this.records = records;
    this.most = (int) Math.min(MOST, items);
    this.starts = new int[most + 1];
    this.offsets = new long[records instanceof Records.Variable ? most + 1 : 0];
    if (records.data().heapBase().orElse(null) instanceof byte[] array) {
      this.inPlace = true;
      this.bytes = array;
      return;
    }
    this.inPlace = false;
    if (records instanceof Records.Fixed fixed) {
      Arrays.setAll(starts, i -> i * fixed.recordBytes());
    }
  }

  /**
   * Takes records from {@code from} on, at least one.
   *
   * @param to no record from here on is taken
   * @return how many records are there now
   */
  int fill(long from, long to) {
    int left = (int) Math.min(most, to - from);
    return switch (records) {
      case Records.Fixed fixed -> fill(fixed, from, left);
      case Records.Variable variable -> fill(variable, from, left);
    };
  }

  /** Where the records lie. */
  byte[] bytes() {
    return bytes;
  }

  /** Where a record starts. */
  int start(int index) {
    return starts[index];
  }

  /** How long a record is. */
  int length(int index) {
    return records instanceof Records.Fixed fixed
        ? fixed.recordBytes()
        : starts[index + 1] - starts[index];
  }

  private int fill(Records.Fixed fixed, long from, int left) {
    int length = fixed.recordBytes();
    if (inPlace) {
      long origin = fixed.data().address() + fixed.offset(from);
      for (int i = 0; i < left; i++) {
        starts[i] = (int) (origin + i * fixed.strideBytes());
      }
      return left;
    }
    int count = Math.clamp(BYTES / Math.max(1, length), 1, left);
    grow(count * length);
    MemorySegment target = MemorySegment.ofArray(bytes);
    if (fixed.gapless()) {
      MemorySegment.copy(fixed.data(), fixed.offset(from), target, 0, (long) count * length);
    } else {
      for (int i = 0; i < count; i++) {
        MemorySegment.copy(fixed.data(), fixed.offset(from + i), target, starts[i], length);
      }
    }
    return count;
  }

  private int fill(Records.Variable variable, long from, int left) {
    MemorySegment.copy(
        variable.offsets(), JAVA_LONG_UNALIGNED, from * Long.BYTES, offsets, 0, left + 1);
    int count = inPlace ? left : 1;
    while (count < left && offsets[count + 1] - offsets[0] <= BYTES) {
      count++;
    }
    long origin = inPlace ? -variable.data().address() : offsets[0];
    for (int i = 0; i <= count; i++) {
      starts[i] = (int) (offsets[i] - origin);
    }
    if (!inPlace) {
      grow(starts[count]);
      MemorySegment.copy(
          variable.data(), offsets[0], MemorySegment.ofArray(bytes), 0, starts[count]);
    }
    return count;
  }

  private void grow(int needed) {
    if (bytes.length < needed) {
      bytes = new byte[needed];
    }
  }
}
