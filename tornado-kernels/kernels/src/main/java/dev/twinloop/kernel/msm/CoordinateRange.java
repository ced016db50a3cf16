package dev.twinloop.kernel.msm;

import static java.nio.ByteOrder.BIG_ENDIAN;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Numbers;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** Finds coordinates that are not below the field's modulus: one pass over memory, all cores. */
final class CoordinateRange {
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(BIG_ENDIAN);
  private static final long CHUNK = 1 << 14;

  private CoordinateRange() {}

  static void require(Bases bases) {
    Group group = bases.group();
    OptionalLong bad = firstTooLarge(bases.points(), group);
    if (bad.isPresent()) {
      long coordinate = bad.getAsLong();
      int width = group.field().bytes();
      long perPoint = 2L * group.base().degree();
      throw new IllegalArgumentException(
          "bases %s: point %d: %s=0x%x, accepted on %s: 0 to 0x%x"
              .formatted(
                  bases.name(),
                  coordinate / perPoint,
                  coordinate % perPoint < perPoint / 2 ? "x" : "y",
                  Numbers.read(bases.points(), coordinate * width, width),
                  group,
                  group.field().modulus().subtract(BigInteger.ONE)));
    }
  }

  private static OptionalLong firstTooLarge(MemorySegment points, Group group) {
    int width = group.field().bytes();
    long[] p = new long[width / 8];
    for (int i = 0; i < p.length; i++) {
      p[i] = group.field().modulus().shiftRight(64 * (p.length - 1 - i)).longValue();
    }
    long coordinates = points.byteSize() / width;
    LongStream chunks = LongStream.range(0, (coordinates + CHUNK - 1) / CHUNK);
    return (coordinates > CHUNK ? chunks.parallel() : chunks)
        .map(
            c -> firstTooLarge(points, p, c * CHUNK, Math.min(coordinates, (c + 1) * CHUNK), width))
        .filter(found -> found >= 0)
        .findFirst();
  }

  private static long firstTooLarge(MemorySegment points, long[] p, long from, long to, int width) {
    for (long i = from; i < to; i++) {
      if (Long.compareUnsigned(points.get(WORD, i * width), p[0]) >= 0
          && !below(points, i * width, p)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean below(MemorySegment points, long at, long[] p) {
    for (int i = 0; i < p.length; i++) {
      int order = Long.compareUnsigned(points.get(WORD, at + 8L * i), p[i]);
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }
}
