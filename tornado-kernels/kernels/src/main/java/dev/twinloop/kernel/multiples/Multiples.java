package dev.twinloop.kernel.multiples;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.edwards.EdwardsImage;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.task.ResultMemory;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;

/**
 * Multiples of points, in the order of their task. Immutable once it has finished.
 *
 * <pre>
 *   encodings   32 bytes each (RFC 8032 §5.1.2)
 *   images      64 bytes each: points of {@link Groups#ED25519}, as the bases of an MSM
 * </pre>
 *
 * Where there was no point, both are zeros.
 */
public final class Multiples {
  /** Bytes of an image. */
  public static final int IMAGE_BYTES = 64;

  private final MemorySegment encodings;
  private final MemorySegment images;
  private final MemorySegment flags;
  private final long count;

  private Multiples(MemorySegment encodings, MemorySegment images, MemorySegment flags, long n) {
    this.encodings = encodings;
    this.images = images;
    this.flags = flags;
    this.count = n;
  }

  static Multiples allocate(long count) {
    return new Multiples(
        ResultMemory.allocate(count * EdwardsPoint.BYTES),
        ResultMemory.allocate(count * IMAGE_BYTES),
        ResultMemory.allocate(count * Integer.BYTES),
        count);
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /** Whether there was such a point: its encoding was canonical, and y that of a point. */
  public boolean found(long index) {
    return flags.getAtIndex(JAVA_INT, Objects.checkIndex(index, count)) != 0;
  }

  /** The encoding of one multiple; a new array. */
  public byte[] encoding(long index) {
    Objects.checkIndex(index, count);
    return encodings.asSlice(index * EdwardsPoint.BYTES, EdwardsPoint.BYTES).toArray(JAVA_BYTE);
  }

  /** The encodings of all. */
  public MemorySegment encodings() {
    return encodings;
  }

  /** The images of all. */
  public MemorySegment images() {
    return images;
  }

  /** Of each an int: 0 if there was no such point. */
  MemorySegment flags() {
    return flags;
  }

  /** Sets one, by host arithmetic: what the input encodes times the factor. */
  void set(long index, EdwardsPoint product) {
    MemorySegment.copy(
        product.encode(), 0, encodings, JAVA_BYTE, index * EdwardsPoint.BYTES, EdwardsPoint.BYTES);
    EdwardsImage.write(List.of(product), images, index * IMAGE_BYTES);
    flags.setAtIndex(JAVA_INT, index, 1);
  }

  /** Says that there was no such point. */
  void clear(long index) {
    encodings.asSlice(index * EdwardsPoint.BYTES, EdwardsPoint.BYTES).fill((byte) 0);
    images.asSlice(index * IMAGE_BYTES, IMAGE_BYTES).fill((byte) 0);
    flags.setAtIndex(JAVA_INT, index, 0);
  }
}
