package dev.twinloop.kernel.msm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;

/** Numbers and points as consecutive big-endian bytes of fixed width. */
final class PointBytes {
  private PointBytes() {}

  static G1Point read(G1 curve, MemorySegment from, long at) {
    int width = curve.coordinateBytes();
    return new G1Point(curve, number(from, at, width), number(from, at + width, width));
  }

  static void write(G1Point point, MemorySegment to, long at) {
    int width = point.curve().coordinateBytes();
    write(point.x(), to, at, width);
    write(point.y(), to, at + width, width);
  }

  static BigInteger number(MemorySegment from, long at, int width) {
    return new BigInteger(1, from.asSlice(at, width).toArray(JAVA_BYTE));
  }

  /** Writes a number of at most {@code width} bytes. */
  static void write(BigInteger number, MemorySegment to, long at, int width) {
    byte[] bytes = number.toByteArray(); // with a sign bit in front
    int extra = Math.max(0, bytes.length - width);
    int gap = width - (bytes.length - extra);
    to.asSlice(at, gap).fill((byte) 0);
    MemorySegment.copy(bytes, extra, to, JAVA_BYTE, at + gap, bytes.length - extra);
  }
}
