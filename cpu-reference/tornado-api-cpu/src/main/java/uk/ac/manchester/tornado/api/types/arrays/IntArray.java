package uk.ac.manchester.tornado.api.types.arrays;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Off-heap array of {@code int}, little-endian, behind a 16-byte header. Freed by the collector.
 */
public final class IntArray extends TornadoNativeArray {
  private final MemorySegment segment;
  private final int size;

  /** A zeroed array. */
  public IntArray(int numberOfElements) {
    this(Arena.ofAuto().allocate(ARRAY_HEADER + numberOfElements * 4L, 16));
  }

  private IntArray(MemorySegment withHeader) {
    this.size = elements(withHeader, 4);
    this.segment = withHeader;
  }

  /** An array over existing memory, header included; nothing is copied. */
  public static IntArray fromSegmentShallow(MemorySegment segment) {
    return new IntArray(segment);
  }

  /** A copy of these values. */
  public static IntArray fromArray(int[] values) {
    IntArray array = new IntArray(values.length);
    for (int i = 0; i < values.length; i++) {
      array.set(i, values[i]);
    }
    return array;
  }

  /** The element at {@code index}. */
  public int get(int index) {
    return segment.get(JAVA_INT, ARRAY_HEADER + index * 4L);
  }

  /** Sets the element at {@code index}. */
  public void set(int index, int value) {
    segment.set(JAVA_INT, ARRAY_HEADER + index * 4L, value);
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
    return 4;
  }
}
