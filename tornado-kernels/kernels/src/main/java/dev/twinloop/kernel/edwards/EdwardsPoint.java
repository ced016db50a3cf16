package dev.twinloop.kernel.edwards;

import static dev.twinloop.kernel.edwards.EdwardsField.LIMBS;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A point of edwards25519, whatever its order, in extended coordinates: x = X / Z, y = Y / Z, T = X
 * Y / Z. Formulas are complete (H. Hisil and others, "Twisted Edwards curves revisited", 2008).
 * Public data only. Immutable, thread-safe.
 */
public final class EdwardsPoint {
  /** Bytes of an encoded point (RFC 8032 5.1.2): y little-endian, x's lowest bit on top. */
  public static final int BYTES = 32;

  private static final BigInteger D_NUMBER =
      BigInteger.valueOf(-121665)
          .multiply(BigInteger.valueOf(121666).modInverse(EdwardsField.P))
          .mod(EdwardsField.P);
  private static final long[] D = EdwardsField.of(D_NUMBER);
  static final long[] TWO_D = EdwardsField.of(D_NUMBER.shiftLeft(1));
  private static final long[] ONE = {1, 0, 0, 0, 0};

  /** The neutral element, (0, 1). */
  public static final EdwardsPoint IDENTITY =
      new EdwardsPoint(new long[LIMBS], ONE, ONE, new long[LIMBS]);

  /** RFC 8032's base point B, y = 4/5: Monero's G. */
  public static final EdwardsPoint BASE = base();

  final long[] x;
  final long[] y;
  final long[] z;
  final long[] t;

  EdwardsPoint(long[] x, long[] y, long[] z, long[] t) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.t = t;
  }

  private static EdwardsPoint base() {
    byte[] encoding = new byte[BYTES];
    Arrays.fill(encoding, (byte) 0x66);
    encoding[0] = 0x58;
    return decode(encoding, 0).orElseThrow();
  }

  /**
   * A point of coordinates X / Z and Y / Z, such as a map into the curve makes.
   *
   * @param x carried, like y and z ({@link EdwardsField})
   * @throws IllegalArgumentException if it is not on the curve, or Z is zero
   */
  public static EdwardsPoint ofProjective(long[] x, long[] y, long[] z) {
    EdwardsPoint point =
        new EdwardsPoint(product(x, z), product(y, z), product(z, z), product(x, y));
    if (!point.onCurve()) {
      throw new IllegalArgumentException(
          "edwards25519: X=%s, Y=%s, Z=%s, accepted: a point of the curve, Z not 0"
              .formatted(EdwardsField.number(x), EdwardsField.number(y), EdwardsField.number(z)));
    }
    return point;
  }

  private boolean onCurve() {
    // Z^2 (Y^2 - X^2) = Z^4 + d X^2 Y^2, and X Y = T Z
    long[] xx = product(x, x);
    long[] yy = product(y, y);
    long[] zz = product(z, z);
    long[] left = new long[LIMBS];
    EdwardsField.sub(left, yy, xx);
    EdwardsField.mul(left, left, zz);
    long[] right = product(product(xx, yy), D);
    EdwardsField.add(right, right, product(zz, zz));
    return !EdwardsField.isZero(z) && EdwardsField.same(left, right);
  }

  private static long[] product(long[] a, long[] b) {
    long[] d = new long[LIMBS];
    EdwardsField.mul(d, a, b);
    return d;
  }

  /**
   * Decodes as RFC 8032 5.1.3 does; Monero's {@code ge_frombytes_vartime} accepts the same. Any
   * order is accepted.
   *
   * @return empty if y is p or more, if there is no such x, or if x is 0 and its sign is set
   */
  public static Optional<EdwardsPoint> decode(byte[] bytes, int at) {
    return isCanonical(bytes, at) ? decodeUnreduced(bytes, at) : Optional.empty();
  }

  /**
   * Whether an encoding is the one that {@link #encode} would give: y below p, and no sign where x
   * is 0. It may still be no point.
   */
  public static boolean isCanonical(byte[] bytes, int at) {
    boolean minus = bytes[at + 31] < 0;
    int top = bytes[at + 31] & 0x7f;
    int low = bytes[at] & 0xff;
    boolean ones = true;
    boolean zeros = true;
    for (int i = 1; i < 31; i++) {
      ones &= bytes[at + i] == -1;
      zeros &= bytes[at + i] == 0;
    }
    boolean unreduced = ones && top == 0x7f && low >= 0xed;
    boolean plusOne = zeros && top == 0 && low == 1;
    boolean minusOne = ones && top == 0x7f && low == 0xec;
    return !unreduced && !(minus && (plusOne || minusOne));
  }

  /**
   * Decodes as ZIP 215 does: y may be p or more, and a sign where x is 0 is passed over.
   *
   * @return empty if there is no such x
   */
  public static Optional<EdwardsPoint> decodeUnreduced(byte[] bytes, int at) {
    long[] y = new long[LIMBS];
    EdwardsField.read(y, bytes, at);
    long[] yy = product(y, y);
    long[] u = new long[LIMBS];
    EdwardsField.sub(u, yy, ONE);
    EdwardsField.carry(u);
    long[] v = product(yy, D);
    EdwardsField.add(v, v, ONE);
    long[] x = new long[LIMBS];
    if (!EdwardsField.sqrtRatio(x, u, v)) {
      return Optional.empty();
    }
    if (EdwardsField.parity(x) != (bytes[at + 31] >> 7 & 1)) {
      EdwardsField.negate(x, x);
    }
    return Optional.of(new EdwardsPoint(x, y, ONE, product(x, y)));
  }

  /** The encoding, as RFC 8032 5.1.2 has it; a new array. About 6 µs. */
  public byte[] encode() {
    return encodeAll(List.of(this))[0];
  }

  /** The encodings of many points, by one inversion. */
  public static byte[][] encodeAll(List<EdwardsPoint> points) {
    int n = points.size();
    long[][] inverses = inverses(points);
    byte[][] all = new byte[n][BYTES];
    for (int i = 0; i < n; i++) {
      EdwardsPoint point = points.get(i);
      EdwardsField.write(product(point.y, inverses[i]), all[i], 0);
      all[i][31] |= (byte) (EdwardsField.parity(product(point.x, inverses[i])) << 7);
    }
    return all;
  }

  /** The same points with Z = 1, by one inversion. */
  public static List<EdwardsPoint> normalizeAll(List<EdwardsPoint> points) {
    int n = points.size();
    long[][] inverses = inverses(points);
    EdwardsPoint[] all = new EdwardsPoint[n];
    for (int i = 0; i < n; i++) {
      long[] x = product(points.get(i).x, inverses[i]);
      long[] y = product(points.get(i).y, inverses[i]);
      all[i] = new EdwardsPoint(x, y, ONE, product(x, y));
    }
    return List.of(all);
  }

  /** 1 / Z of each. */
  private static long[][] inverses(List<EdwardsPoint> points) {
    int n = points.size();
    long[][] inverses = new long[n][];
    long[] product = ONE;
    for (int i = 0; i < n; i++) {
      inverses[i] = product;
      product = product(product, points.get(i).z);
    }
    long[] inverse = new long[LIMBS];
    EdwardsField.invert(inverse, product);
    for (int i = n - 1; i >= 0; i--) {
      inverses[i] = product(inverse, inverses[i]);
      inverse = product(inverse, points.get(i).z);
    }
    return inverses;
  }

  /** this + other. */
  public EdwardsPoint plus(EdwardsPoint other) {
    RunningPoint running = new RunningPoint(this);
    running.add(new RunningPoint.Cached(other), 1, true);
    return running.point();
  }

  /** The sum of some points: as {@link #plus}, and less is allocated. */
  public static EdwardsPoint sum(List<EdwardsPoint> points) {
    RunningPoint running = new RunningPoint(IDENTITY);
    for (EdwardsPoint point : points) {
      running.add(new RunningPoint.Cached(point), 1, true);
    }
    return running.point();
  }

  /** this - other. */
  public EdwardsPoint minus(EdwardsPoint other) {
    RunningPoint running = new RunningPoint(this);
    running.add(new RunningPoint.Cached(other), -1, true);
    return running.point();
  }

  /** -this. */
  public EdwardsPoint negate() {
    long[] minusX = new long[LIMBS];
    long[] minusT = new long[LIMBS];
    EdwardsField.negate(minusX, x);
    EdwardsField.negate(minusT, t);
    return new EdwardsPoint(minusX, y, z, minusT);
  }

  /** 2 this. */
  public EdwardsPoint twice() {
    return twice(1);
  }

  /** 8 this. */
  public EdwardsPoint timesCofactor() {
    return twice(3);
  }

  private EdwardsPoint twice(int times) {
    RunningPoint running = new RunningPoint(this);
    for (int i = 0; i < times; i++) {
      running.twice(i == times - 1);
    }
    return running.point();
  }

  /** The scalar, as an integer in [0, l), times this. */
  public EdwardsPoint times(EdwardsScalar scalar) {
    return EdwardsSum.of(List.of(scalar), List.of(this));
  }

  /** The scalar times the base point. */
  public static EdwardsPoint baseTimes(EdwardsScalar scalar) {
    return EdwardsSum.withBase(scalar, List.of(), List.of());
  }

  /** d of the curve equation -x^2 + y^2 = 1 + d x^2 y^2. */
  public static BigInteger curveD() {
    return D_NUMBER;
  }

  /** Whether it is the neutral element. */
  public boolean isIdentity() {
    return EdwardsField.isZero(x) && EdwardsField.same(y, z);
  }

  /** The eight points of small order: multiples 0 to 7 of one of order 8. */
  public static List<EdwardsPoint> smallOrder() {
    byte[] encoding = new byte[BYTES];
    EdwardsPoint generator = IDENTITY;
    for (int y = 2; generator.twice(2).isIdentity(); y++) {
      encoding[0] = (byte) y;
      EdwardsPoint point = decode(encoding, 0).orElse(IDENTITY);
      generator = point.times(EdwardsScalar.ONE.negate()).plus(point); // l times the point
    }
    EdwardsPoint[] all = new EdwardsPoint[8];
    all[0] = IDENTITY;
    for (int i = 1; i < 8; i++) {
      all[i] = all[i - 1].plus(generator);
    }
    return List.of(all);
  }

  /** Whether 8 this is the neutral element. */
  public boolean isSmallOrder() {
    return timesCofactor().isIdentity();
  }

  /** Whether l this is the neutral element: no component of small order. */
  public boolean isTorsionFree() {
    EdwardsPoint almost = times(EdwardsScalar.ZERO.minus(EdwardsScalar.ONE)); // l - 1
    return almost.plus(this).isIdentity();
  }

  /** x as a number. */
  public BigInteger affineX() {
    return affine(x);
  }

  /** y as a number. */
  public BigInteger affineY() {
    return affine(y);
  }

  private BigInteger affine(long[] coordinate) {
    if (z == ONE) {
      return EdwardsField.number(coordinate);
    }
    long[] inverse = new long[LIMBS];
    EdwardsField.invert(inverse, z);
    return EdwardsField.number(product(coordinate, inverse));
  }

  /** Whether they are the same point, whatever their coordinates. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EdwardsPoint point
        && EdwardsField.same(product(x, point.z), product(point.x, z))
        && EdwardsField.same(product(y, point.z), product(point.y, z));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(encode());
  }

  /** The encoding in hex digits. */
  @Override
  public String toString() {
    return java.util.HexFormat.of().formatHex(encode());
  }
}
