package dev.twinloop.kernel.msm;

import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/**
 * Sums by independent means: Bouncy Castle's arithmetic for any prime curve, one multiplication a
 * point, about a millisecond each. For any size over points of known logarithm see {@link
 * SquareBases#sum}. Thread-safe.
 */
public final class MsmOracle {
  private final G1 curve;
  private final ECCurve castle;

  public MsmOracle(G1 curve) {
    this.curve = curve;
    this.castle =
        new ECCurve.Fp(curve.p(), BigInteger.ZERO, curve.b(), curve.order(), curve.cofactor());
  }

  /**
   * The sum over all points of a set.
   *
   * @param scalars 32 big-endian bytes a point, any value
   */
  public G1Point sum(Bases bases, MemorySegment scalars) {
    ECPoint sum = castle.getInfinity();
    for (int i = 0; i < bases.count(); i++) {
      BigInteger scalar =
          PointBytes.number(scalars, (long) i * G1.SCALAR_BYTES, G1.SCALAR_BYTES)
              .mod(curve.order());
      sum = sum.add(point(bases.point(i)).multiply(scalar));
    }
    return point(sum.normalize());
  }

  private ECPoint point(G1Point point) {
    return point.isInfinity() ? castle.getInfinity() : castle.createPoint(point.x(), point.y());
  }

  private G1Point point(ECPoint point) {
    return point.isInfinity()
        ? curve.infinity()
        : new G1Point(
            curve, point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
  }
}
