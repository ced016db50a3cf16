package uk.ac.manchester.tornado.api.types.arrays;

import java.lang.foreign.MemorySegment;

/**
 * Off-heap array of one element type: a 16-byte header and the payload. TornadoVM writes the
 * element count into the header; here it is left alone.
 */
public abstract sealed class TornadoNativeArray permits ByteArray, IntArray, LongArray {
  /** Bytes before the payload. */
  public static final long ARRAY_HEADER = 16;

  TornadoNativeArray() {}

  /** The number of elements. */
  public abstract int getSize();

  /** The payload. */
  public abstract MemorySegment getSegment();

  /** Header and payload. */
  public abstract MemorySegment getSegmentWithHeader();

  /** Size of the payload in bytes. */
  public abstract long getNumBytesOfSegment();

  /** Size of header and payload in bytes. */
  public abstract long getNumBytesOfSegmentWithHeader();

  /** Size of one element in bytes. */
  public abstract int getElementSize();

  static int elements(MemorySegment withHeader, int elementBytes) {
    long bytes = withHeader.byteSize() - ARRAY_HEADER;
    if (bytes < 0 || bytes % elementBytes != 0 || bytes / elementBytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "native array: bytes=" + withHeader.byteSize() + ", accepted: 16 + n * " + elementBytes);
    }
    return (int) (bytes / elementBytes);
  }
}
