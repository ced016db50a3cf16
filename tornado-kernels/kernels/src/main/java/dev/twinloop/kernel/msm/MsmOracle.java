package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Numbers;
import dev.twinloop.kernel.group.Point;
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
  private final Group group;
  private final ECCurve castle;

  public MsmOracle(Group group) {
    this.group = group;
    this.castle =
        new ECCurve.Fp(
            group.field().modulus(),
            group.curve().a().number(),
            group.curve().b().number(),
            group.order(),
            group.cofactor());
  }

  /**
   * The sum over all points of a set.
   *
   * @param scalars 32 big-endian bytes a point, any value
   */
  public Point sum(Bases bases, MemorySegment scalars) {
    ECPoint sum = castle.getInfinity();
    for (int i = 0; i < bases.count(); i++) {
      BigInteger scalar =
          Numbers.read(scalars, (long) i * Msm.SCALAR_BYTES, Msm.SCALAR_BYTES).mod(group.order());
      sum = sum.add(point(bases.point(i)).multiply(scalar));
    }
    return point(sum.normalize());
  }

  private ECPoint point(Point point) {
    return point.isInfinity()
        ? castle.getInfinity()
        : castle.createPoint(point.x().number(), point.y().number());
  }

  private Point point(ECPoint point) {
    return point.isInfinity()
        ? group.infinity()
        : group.point(
            point.getAffineXCoord().toBigInteger(), point.getAffineYCoord().toBigInteger());
  }
}
