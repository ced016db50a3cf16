package uk.ac.manchester.tornado.api.types.arrays;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Off-heap array of {@code long}, little-endian, behind a 16-byte header. Freed by the collector.
 */
public final class LongArray extends TornadoNativeArray {
  private final MemorySegment segment;
  private final int size;

  /** A zeroed array. */
  public LongArray(int numberOfElements) {
    this(Arena.ofAuto().allocate(ARRAY_HEADER + numberOfElements * 8L, 16));
  }

  private LongArray(MemorySegment withHeader) {
    this.size = elements(withHeader, 8);
    this.segment = withHeader;
  }

  /** An array over existing memory, header included; nothing is copied. */
  public static LongArray fromSegmentShallow(MemorySegment segment) {
    return new LongArray(segment);
  }

  /** A copy of these values. */
  public static LongArray fromArray(long[] values) {
    LongArray array = new LongArray(values.length);
    for (int i = 0; i < values.length; i++) {
      array.set(i, values[i]);
    }
    return array;
  }

  /** The element at {@code index}. */
  public long get(int index) {
    return segment.get(JAVA_LONG, ARRAY_HEADER + index * 8L);
  }

  /** Sets the element at {@code index}. */
  public void set(int index, long value) {
    segment.set(JAVA_LONG, ARRAY_HEADER + index * 8L, value);
  }

  @Override
  public int getSize() {
    return size;
  }

  @Override
  public MemorySegment getSegment() {
    return segment.asSlice(ARRAY_HEADER);
  }

  @Override
  public MemorySegment getSegmentWithHeader() {
    return segment;
  }

  @Override
  public long getNumBytesOfSegment() {
    return segment.byteSize() - ARRAY_HEADER;
  }

  @Override
  public long getNumBytesOfSegmentWithHeader() {
    return segment.byteSize();
  }

  @Override
  public int getElementSize() {
    return 8;
  }
}
