package dev.twinloop.ringct;

import static dev.twinloop.kernel.edwards.EdwardsField.LIMBS;

import dev.twinloop.kernel.edwards.EdwardsField;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import java.math.BigInteger;

/**
 * Hp: bytes to a point of the prime-order group, 8 map(Keccak-256(bytes)) [monero: hash_to_p3,
 * ge_fromfe_frombytes_vartime]. The map is Elligator 2 on curve25519, A = 486662, carried over to
 * the Edwards form. One exponentiation, the power of square roots.
 */
public final class HashToPoint {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger A = BigInteger.valueOf(486662);
  private static final BigInteger I = EdwardsField.number(EdwardsField.sqrtMinusOne());
  private static final long[] SQRT_MINUS_ONE = EdwardsField.of(I);
  private static final long[] MINUS_A = EdwardsField.of(A.negate());
  private static final long[] TWO_A_SQUARED = EdwardsField.of(A.multiply(A).shiftLeft(1));
  private static final long[] ONE = EdwardsField.of(BigInteger.ONE);

  /** sqrt(-2A(A+2)), sqrt(2A(A+2)), sqrt(-iA(A+2)), sqrt(iA(A+2)): their signs do not matter. */
  private static final long[] FFFB1 = EdwardsField.of(root(product().shiftLeft(1).negate()));

  private static final long[] FFFB2 = EdwardsField.of(root(product().shiftLeft(1)));
  private static final long[] FFFB3 = EdwardsField.of(root(product().multiply(I).negate()));
  private static final long[] FFFB4 = EdwardsField.of(root(product().multiply(I)));

  private HashToPoint() {}

  private static BigInteger product() {
    return A.multiply(A.add(BigInteger.TWO));
  }

  /** A square root modulo p = 5 (mod 8). */
  private static BigInteger root(BigInteger square) {
    BigInteger x = square.modPow(P.add(BigInteger.valueOf(3)).shiftRight(3), P);
    BigInteger root =
        x.multiply(x).subtract(square).mod(P).signum() == 0 ? x : x.multiply(I).mod(P);
    if (root.multiply(root).subtract(square).mod(P).signum() != 0) {
      throw new IllegalStateException("no square: " + square);
    }
    return root;
  }

  /** The four roots by which the map multiplies, as numbers: fffb1 to fffb4. */
  public static BigInteger[] roots() {
    return new BigInteger[] {
      EdwardsField.number(FFFB1),
      EdwardsField.number(FFFB2),
      EdwardsField.number(FFFB3),
      EdwardsField.number(FFFB4)
    };
  }

  /** Hp of some bytes. */
  public static EdwardsPoint of(byte[]... parts) {
    return map(Keccak.of(parts)).timesCofactor();
  }

  /** The map alone: of 32 bytes, all 256 bits of them a number modulo p. */
  static EdwardsPoint map(byte[] digest) {
    long[] u = new long[LIMBS];
    long[] v = new long[LIMBS];
    long[] w = new long[LIMBS];
    long[] x = new long[LIMBS];
    long[] t = new long[LIMBS];
    long[] root = new long[LIMBS];
    EdwardsField.readAll(u, digest, 0);
    EdwardsField.carry(u);
    EdwardsField.sqr(t, u);
    EdwardsField.add(v, t, t);
    EdwardsField.carry(v);
    EdwardsField.add(w, v, ONE);
    EdwardsField.carry(w);
    EdwardsField.mul(t, TWO_A_SQUARED, t);
    EdwardsField.sqr(x, w);
    EdwardsField.sub(x, x, t);
    EdwardsField.carry(x);
    candidate(root, w, x);
    EdwardsField.sqr(t, root);
    EdwardsField.mul(t, t, x);
    boolean square = true;
    long[] turned = new long[LIMBS];
    EdwardsField.mul(turned, t, SQRT_MINUS_ONE);
    if (EdwardsField.same(t, w)) {
      EdwardsField.mul(root, root, FFFB2);
    } else if (sumsToZero(t, w)) {
      EdwardsField.mul(root, root, FFFB1);
    } else {
      square = false;
      EdwardsField.mul(root, root, EdwardsField.same(turned, w) ? FFFB4 : FFFB3);
    }
    long[] z = new long[LIMBS];
    if (square) {
      EdwardsField.mul(root, root, u);
      EdwardsField.mul(z, MINUS_A, v);
    } else {
      System.arraycopy(MINUS_A, 0, z, 0, LIMBS);
    }
    if (EdwardsField.parity(root) != (square ? 0 : 1)) {
      EdwardsField.negate(root, root);
    }
    long[] sum = new long[LIMBS];
    long[] difference = new long[LIMBS];
    EdwardsField.add(sum, z, w);
    EdwardsField.carry(sum);
    EdwardsField.sub(difference, z, w);
    EdwardsField.carry(difference);
    EdwardsField.mul(root, root, sum);
    return EdwardsPoint.ofProjective(root, difference, sum);
  }

  /** d = (w / x)^((p+3)/8) = w x^3 (w x^7)^((p-5)/8). */
  private static void candidate(long[] d, long[] w, long[] x) {
    long[] cube = new long[LIMBS];
    long[] t = new long[LIMBS];
    EdwardsField.sqr(cube, x);
    EdwardsField.mul(cube, cube, x);
    EdwardsField.sqr(t, cube);
    EdwardsField.mul(t, t, x);
    EdwardsField.mul(t, t, w);
    EdwardsField.powerOfRoot(t, t);
    EdwardsField.mul(d, w, cube);
    EdwardsField.mul(d, d, t);
  }

  private static boolean sumsToZero(long[] a, long[] b) {
    long[] sum = new long[LIMBS];
    EdwardsField.add(sum, a, b);
    return EdwardsField.isZero(sum);
  }
}
