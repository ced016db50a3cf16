package dev.twinloop.kernel.ntt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.task.ResultMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Field elements as 32 bytes each, big-endian, below the field's prime, without gaps: what a
 * transform yields. Immutable once its task has finished.
 */
public final class Elements {
  /** Length of one element. */
  public static final int BYTES = 32;

  private final MemorySegment segment;
  private final long count;

  private Elements(MemorySegment segment, long count) {
    this.segment = segment;
    this.count = count;
  }

  /**
   * Room for this number of elements: at the start of {@code memory}, or off-heap if that is null.
   */
  static Elements room(@Nullable MemorySegment memory, long count) {
    long bytes = count * BYTES;
    return new Elements(
        memory == null ? ResultMemory.allocate(bytes) : memory.asSlice(0, bytes), count);
  }

  /**
   * Numbers as a task takes them, in memory freed by the collector.
   *
   * @throws IllegalArgumentException if one is negative or longer than 32 bytes
   */
  public static MemorySegment of(List<BigInteger> numbers) {
    MemorySegment memory = Arena.ofAuto().allocate((long) numbers.size() * BYTES, 64);
    for (int i = 0; i < numbers.size(); i++) {
      BigInteger number = numbers.get(i);
      if (number.signum() < 0 || number.bitLength() > 8 * BYTES) {
        throw new IllegalArgumentException(
            "element: index=" + i + ", value=" + number + ", accepted: 0 to 2^256 - 1");
      }
      byte[] bytes = number.toByteArray();
      int length = Math.min(bytes.length, BYTES);
      MemorySegment.copy(
          bytes, bytes.length - length, memory, JAVA_BYTE, (i + 1L) * BYTES - length, length);
    }
    return memory;
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /**
   * One element.
   *
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public BigInteger get(long index) {
    Objects.checkIndex(index, count);
    return number(segment, index);
  }

  /** All elements: {@code 32 * count()} bytes. */
  public MemorySegment segment() {
    return segment;
  }

  static BigInteger number(MemorySegment memory, long index) {
    return new BigInteger(1, memory.asSlice(index * BYTES, BYTES).toArray(JAVA_BYTE));
  }
}
