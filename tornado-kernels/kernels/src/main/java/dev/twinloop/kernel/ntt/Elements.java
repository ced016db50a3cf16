package dev.twinloop.kernel.ntt;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.task.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Field elements as 32 bytes each, big-endian, below the field's prime, without gaps: what a
 * transform yields. Immutable once its task has finished.
 */
public final class Elements {
  /** Length of one element. */
  public static final int BYTES = 32;

  private static final long NONE = Long.MAX_VALUE;

  private final MemorySegment segment;
  private final long count;
  private final AtomicLong refused = new AtomicLong(NONE);

  private Elements(MemorySegment segment, long count) {
    this.segment = segment;
    this.count = count;
  }

  /** Room for so many elements: at the start of {@code memory}, or off-heap if that is null. */
  static Elements room(@Nullable MemorySegment memory, long count) {
    long bytes = count * BYTES;
    return new Elements(
        memory == null ? Arena.ofAuto().allocate(bytes, 64) : memory.asSlice(0, bytes), count);
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

  /** Notes the lowest index of a slice that {@link RefusedKernels} gathered. */
  void refuseIn(MemorySegment gathered, Slice slice) {
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < RefusedKernels.GATHERED; i++) {
      least = Math.min(least, gathered.getAtIndex(JAVA_INT, i));
    }
    if (least != Integer.MAX_VALUE) {
      refused.accumulateAndGet(slice.from() + least - 1, Math::min);
    }
  }

  /** The lowest index that was refused, or -1. */
  long refused() {
    long index = refused.get();
    return index == NONE ? -1 : index;
  }

  /**
   * Ends a task whose inputs were not all elements.
   *
   * @throws IllegalArgumentException that names the index and the value
   */
  void requireNoneRefused(Field field, List<MemorySegment> inputs) {
    long index = refused();
    if (index < 0) {
      return;
    }
    BigInteger largest =
        inputs.stream().map(input -> number(input, index)).max(BigInteger::compareTo).orElseThrow();
    throw new IllegalArgumentException(
        "element: index=%d, value=0x%s, accepted: below 0x%s"
            .formatted(index, largest.toString(16), field.modulus().toString(16)));
  }
}
