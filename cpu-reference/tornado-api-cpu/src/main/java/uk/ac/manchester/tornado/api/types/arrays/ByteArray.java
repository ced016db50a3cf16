package uk.ac.manchester.tornado.api.types.arrays;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Off-heap array of {@code byte}, little-endian, behind a 16-byte header. Freed by the collector.
 */
public final class ByteArray extends TornadoNativeArray {
  private final MemorySegment segment;
  private final int size;

  /** A zeroed array. */
  public ByteArray(int numberOfElements) {
    this(Arena.ofAuto().allocate(ARRAY_HEADER + numberOfElements * 1L, 16));
  }

  private ByteArray(MemorySegment withHeader) {
    this.size = elements(withHeader, 1);
    this.segment = withHeader;
  }

  /** An array over existing memory, header included; nothing is copied. */
  public static ByteArray fromSegmentShallow(MemorySegment segment) {
    return new ByteArray(segment);
  }

  /** A copy of these values. */
  public static ByteArray fromArray(byte[] values) {
    ByteArray array = new ByteArray(values.length);
    for (int i = 0; i < values.length; i++) {
      array.set(i, values[i]);
    }
    return array;
  }

  /** The element at {@code index}. */
  public byte get(int index) {
    return segment.get(JAVA_BYTE, ARRAY_HEADER + index * 1L);
  }

  /** Sets the element at {@code index}. */
  public void set(int index, byte value) {
    segment.set(JAVA_BYTE, ARRAY_HEADER + index * 1L, value);
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
    return 1;
  }
}
