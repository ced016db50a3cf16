package dev.twinloop.kernel.group;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/** Numbers as big-endian bytes of fixed width. */
public final class Numbers {
  private Numbers() {}

  /** Reads a number. */
  public static BigInteger read(MemorySegment from, long at, int width) {
    return new BigInteger(1, from.asSlice(at, width).toArray(JAVA_BYTE));
  }

  /** Writes a number of at most {@code width} bytes. */
  public static void write(BigInteger number, MemorySegment to, long at, int width) {
    byte[] bytes = number.toByteArray(); // with a sign bit in front
    int extra = Math.max(0, bytes.length - width);
    int gap = width - (bytes.length - extra);
    to.asSlice(at, gap).fill((byte) 0);
    MemorySegment.copy(bytes, extra, to, JAVA_BYTE, at + gap, bytes.length - extra);
  }
}
