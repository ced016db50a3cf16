package dev.twinloop.kernel.edwards;

import static dev.twinloop.kernel.edwards.EdwardsField.LIMBS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;

/**
 * Points of edwards25519 as points of {@link Groups#ED25519}, y^2 = x^3 + 2 x + b, and back. The
 * map is one of groups: sums of images are images of sums. By way of the Montgomery curve v^2 = u^3
 * + A u^2 + u, A = 486662 (RFC 7748 §4.1):
 *
 * <pre>
 *   u = (1 + y) / (1 - y)    v = sqrt(-(A + 2)) u / x
 *   image = (s^2 (u + A / 3), s^3 v)    with s^4 (1 - A^2 / 3) = 2
 * </pre>
 *
 * <p>The neutral element goes to infinity, (0, -1) to the one point with y = 0.
 */
public final class EdwardsImage {
  private static final BigInteger P = EdwardsField.P;
  private static final BigInteger A_OVER_3 =
      BigInteger.valueOf(486662).multiply(BigInteger.valueOf(3).modInverse(P)).mod(P);
  private static final BigInteger S =
      new BigInteger("1f02b419927cce3043880c71bcbaa9766cbd7af7e9ec1db443959757767b49b0", 16);

  /** The even root of -(A + 2): with it the base points belong together. */
  private static final BigInteger ROOT =
      new BigInteger("0f26edf460a006bbd27b08dc03fc4f7ec5a1d3d14b7d1a82cc6e04aaff457e06", 16);

  private static final long[] S_2 = EdwardsField.of(scaleX());
  private static final long[] SHIFT = EdwardsField.of(shiftX());
  private static final long[] S_3_ROOT = EdwardsField.of(scaleY());
  private static final long[] X_OF_SHIFTED =
      EdwardsField.of(scaleY().multiply(scaleX().modInverse(P)));
  private static final long[] ONE = {1, 0, 0, 0, 0};

  private EdwardsImage() {}

  /** s^2: x of an image is s^2 u and {@link #shiftX}. */
  public static BigInteger scaleX() {
    return S.pow(2).mod(P);
  }

  /** s^2 A / 3. */
  public static BigInteger shiftX() {
    return S.pow(2).multiply(A_OVER_3).mod(P);
  }

  /** What u / x is multiplied by for y of an image: s^3 sqrt(-(A + 2)). */
  public static BigInteger scaleY() {
    return S.pow(3).multiply(ROOT).mod(P);
  }

  /**
   * Writes the images of points as {@link Point#write} does, 64 bytes each. One inversion for all,
   * some 200 ns a point.
   *
   * @param at where the first goes
   */
  public static void write(List<EdwardsPoint> points, MemorySegment to, long at) {
    int n = points.size();
    long[][] before = new long[n][];
    long[] product = ONE;
    for (int i = 0; i < n; i++) {
      before[i] = product;
      EdwardsPoint point = points.get(i);
      if (!EdwardsField.isZero(point.x)) {
        product = product(product, divisor(point));
      }
    }
    long[] inverse = new long[LIMBS];
    EdwardsField.invert(inverse, product);
    byte[] bytes = new byte[2 * EdwardsField.BYTES];
    for (int i = n - 1; i >= 0; i--) {
      EdwardsPoint point = points.get(i);
      long[] own = ONE;
      if (!EdwardsField.isZero(point.x)) {
        own = product(inverse, before[i]);
        inverse = product(inverse, divisor(point));
      }
      put(point, own, bytes);
      MemorySegment.copy(bytes, 0, to, JAVA_BYTE, at + (long) bytes.length * i, bytes.length);
    }
  }

  /** (Z - Y) X. */
  private static long[] divisor(EdwardsPoint point) {
    long[] difference = new long[LIMBS];
    EdwardsField.sub(difference, point.z, point.y);
    return product(difference, point.x);
  }

  /** Where X is 0 the point is the neutral element or (0, -1), whose u and v are 0. */
  private static void put(EdwardsPoint point, long[] inverse, byte[] bytes) {
    if (point.isIdentity()) {
      java.util.Arrays.fill(bytes, (byte) 0);
      return;
    }
    long[] sum = new long[LIMBS];
    EdwardsField.add(sum, point.z, point.y);
    boolean special = EdwardsField.isZero(point.x);
    long[] ratio = special ? new long[LIMBS] : product(sum, inverse);
    long[] x = product(product(ratio, point.x), S_2);
    EdwardsField.add(x, x, SHIFT);
    write(x, bytes, 0);
    write(product(product(ratio, point.z), S_3_ROOT), bytes, EdwardsField.BYTES);
  }

  private static void write(long[] number, byte[] bytes, int at) {
    EdwardsField.write(number, bytes, at);
    reverse(bytes, at);
  }

  /**
   * The point whose encoding and image these are, without a root or an inversion: 0.2 µs. Nothing
   * is checked; what does not belong together gives no point of the curve.
   *
   * @param encoding 32 bytes from {@code at}, of a point
   * @param image 64 bytes from {@code imageAt}, as {@link #write} gives them
   */
  public static EdwardsPoint known(byte[] encoding, int at, MemorySegment image, long imageAt) {
    long[] z = read(image, imageAt + EdwardsField.BYTES);
    if (EdwardsField.isZero(z)) { // so is x
      return EdwardsPoint.decode(encoding, at).orElseThrow();
    }
    long[] y = new long[LIMBS];
    EdwardsField.read(y, encoding, at);
    long[] shifted = read(image, imageAt);
    EdwardsField.sub(shifted, shifted, SHIFT);
    EdwardsField.carry(shifted);
    long[] x = product(shifted, X_OF_SHIFTED); // S_3_ROOT u, which is x times y of the image
    return new EdwardsPoint(x, product(y, z), z, product(x, y));
  }

  private static long[] read(MemorySegment from, long at) {
    byte[] bytes = new byte[EdwardsField.BYTES];
    MemorySegment.copy(from, JAVA_BYTE, at, bytes, 0, bytes.length);
    reverse(bytes, 0);
    long[] number = new long[LIMBS];
    EdwardsField.read(number, bytes, 0);
    return number;
  }

  private static void reverse(byte[] bytes, int at) {
    for (int i = 0, j = EdwardsField.BYTES - 1; i < j; i++, j--) {
      byte low = bytes[at + i];
      bytes[at + i] = bytes[at + j];
      bytes[at + j] = low;
    }
  }

  /** The image of a point. */
  public static Point of(EdwardsPoint point) {
    MemorySegment bytes = MemorySegment.ofArray(new byte[2 * EdwardsField.BYTES]);
    write(List.of(point), bytes, 0);
    return Point.read(Groups.ED25519, bytes, 0);
  }

  /**
   * The point whose image this is.
   *
   * @throws IllegalArgumentException if it belongs to another group, or is not on the curve
   */
  public static EdwardsPoint back(Point image) {
    if (image.group() != Groups.ED25519) {
      throw new IllegalArgumentException(
          "edwards25519: point of " + image.group() + ", accepted: " + Groups.ED25519);
    }
    if (image.isInfinity()) {
      return EdwardsPoint.IDENTITY;
    }
    BigInteger u = image.x().number().multiply(S.pow(2).modInverse(P)).subtract(A_OVER_3).mod(P);
    BigInteger v = image.y().number().multiply(S.pow(3).modInverse(P)).mod(P);
    if (v.signum() == 0) {
      return EdwardsPoint.ofProjective(
          new long[LIMBS], EdwardsField.of(BigInteger.ONE.negate()), ONE);
    }
    BigInteger above = u.add(BigInteger.ONE);
    return EdwardsPoint.ofProjective(
        EdwardsField.of(ROOT.multiply(u).multiply(above)),
        EdwardsField.of(u.subtract(BigInteger.ONE).multiply(v)),
        EdwardsField.of(v.multiply(above)));
  }

  private static long[] product(long[] a, long[] b) {
    long[] d = new long[LIMBS];
    EdwardsField.mul(d, a, b);
    return d;
  }
}
