package dev.twinloop.ringct.clsag;

import static dev.twinloop.ringct.clsag.ClsagLayout.ELEMENT;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Elements of 32 bytes that stand one behind the other in an array, which is not copied; each is
 * when it is asked for. Most signatures are laid out without that.
 */
final class PackedElements extends AbstractList<byte[]> implements RandomAccess {
  private final byte[] bytes;
  private final int count;

  /**
   * The first elements of an array.
   *
   * @throws IndexOutOfBoundsException if it has not as many
   */
  PackedElements(byte[] bytes, int count) {
    this.bytes = bytes;
    this.count = count;
    int unused = Objects.checkFromIndexSize(0, ELEMENT * count, bytes.length);
  }

  @Override
  public byte[] get(int index) {
    int at = ELEMENT * Objects.checkIndex(index, count);
    return Arrays.copyOfRange(bytes, at, at + ELEMENT);
  }

  @Override
  public int size() {
    return count;
  }

  /** Writes all of them to memory. */
  void copyTo(MemorySegment to, long at) {
    MemorySegment.copy(bytes, 0, to, JAVA_BYTE, at, ELEMENT * count);
  }
}
