package dev.twinloop.kernel.msm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.kernel.edwards.EdwardsField;
import dev.twinloop.kernel.edwards.EdwardsImage;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Points of edwards25519 as the bases of an MSM: they are brought to the form of {@link
 * Groups#ED25519} in which kernels add, on all cores, some 200 ns of a core each. {@link
 * EdwardsImage#back} brings a sum back.
 *
 * <p>Points must be in the group of prime order l, because scalars count modulo l: {@link
 * Bases#validate} finds those that are not, and 8 times any point is.
 */
public final class EdwardsBases {
  private static final int CHUNK = 1 << 10;
  private static final int COORDINATE = EdwardsField.BYTES;

  private EdwardsBases() {}

  /**
   * Points, which are copied.
   *
   * @param name by which reports call them
   * @throws IllegalArgumentException if there are none
   */
  public static Bases of(String name, List<EdwardsPoint> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("bases " + name + ": no points, accepted: 1 to 2^28");
    }
    return of(name, points.size(), points::get);
  }

  /**
   * Encoded points (RFC 8032 §5.1.2), 32 bytes each, decoded as §5.1.3 says; they are copied.
   *
   * @throws IllegalArgumentException if the length is not that of whole points, or one is no point;
   *     it names the first
   */
  public static Bases ofEncodings(String name, MemorySegment encodings) {
    int count = count(name, encodings, EdwardsPoint.BYTES);
    return of(
        name,
        count,
        i -> {
          byte[] encoding = bytes(encodings, (long) EdwardsPoint.BYTES * i, EdwardsPoint.BYTES);
          return EdwardsPoint.decode(encoding, 0)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "bases %s: point %d of ed25519: %s is not a point, accepted: encodings of RFC 8032"
                              .formatted(name, i, HexFormat.of().formatHex(encoding))));
        });
  }

  /**
   * Affine coordinates x, y of edwards25519, 32 bytes each, big-endian; the neutral element is 0,
   * 1. They are copied.
   *
   * @throws IllegalArgumentException if the length is not that of whole points, or one is not on
   *     the curve or not reduced; it names the first
   */
  public static Bases ofCoordinates(String name, MemorySegment coordinates) {
    int count = count(name, coordinates, 2 * COORDINATE);
    return of(name, count, i -> point(name, coordinates, i));
  }

  private static EdwardsPoint point(String name, MemorySegment coordinates, int index) {
    BigInteger x = number(coordinates, 2L * COORDINATE * index);
    BigInteger y = number(coordinates, 2L * COORDINATE * index + COORDINATE);
    BigInteger p = Groups.ED25519.field().modulus();
    if (x.max(y).compareTo(p) < 0) {
      try {
        return EdwardsPoint.ofProjective(
            EdwardsField.of(x), EdwardsField.of(y), EdwardsField.of(BigInteger.ONE));
      } catch (IllegalArgumentException e) {
        // not on the curve: said below, in this input's words
      }
    }
    throw new IllegalArgumentException(
        "bases %s: point %d of ed25519: %064x %064x is not on the curve, accepted: -x^2 + y^2 = 1 + d x^2 y^2, x and y below 2^255 - 19; 0 1 for the neutral element"
            .formatted(name, index, x, y));
  }

  private static Bases of(String name, int count, IntFunction<EdwardsPoint> points) {
    Group group = Groups.ED25519;
    MemorySegment images = Arena.ofAuto().allocate((long) group.pointBytes() * count, 64);
    IntStream.range(0, (count + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(
            chunk -> {
              int from = chunk * CHUNK;
              int to = Math.min(count, from + CHUNK);
              List<EdwardsPoint> some = new ArrayList<>(to - from);
              for (int i = from; i < to; i++) {
                some.add(points.apply(i));
              }
              EdwardsImage.write(some, images, (long) group.pointBytes() * from);
            });
    return Bases.of(group, name, images);
  }

  private static int count(String name, MemorySegment points, int bytes) {
    long count = points.byteSize() / bytes;
    if (points.byteSize() % bytes != 0 || count < 1 || count > Bases.MOST) {
      throw new IllegalArgumentException(
          "bases %s: %d bytes, accepted on ed25519: %d bytes a point, 1 to 2^28 points"
              .formatted(name, points.byteSize(), bytes));
    }
    return (int) count;
  }

  private static BigInteger number(MemorySegment from, long at) {
    return new BigInteger(1, bytes(from, at, COORDINATE));
  }

  private static byte[] bytes(MemorySegment from, long at, int count) {
    return from.asSlice(at, count).toArray(JAVA_BYTE);
  }
}
