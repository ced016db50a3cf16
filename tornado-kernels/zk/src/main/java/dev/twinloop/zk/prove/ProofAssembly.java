package dev.twinloop.zk.prove;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.MultiSum;
import dev.twinloop.zk.pairing.PairingGroups;
import dev.twinloop.zk.pairing.PrimeField;
import dev.twinloop.zk.pairing.Weierstrass;
import dev.twinloop.zk.verify.Proof;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * From sums to a proof:
 *
 * <pre>
 *   A = α + S_A + r δ      B = β + S_B2 + s δ      B1 = β + S_B1 + s δ
 *   C = S_C + S_H + s A + r B1 − r s δ
 * </pre>
 *
 * <p>What the sums have no part in is computed before they are there: {@link Masks}.
 */
final class ProofAssembly {
  private final Zkey key;
  private final PairingGroups groups;

  ProofAssembly(Zkey key) {
    this.key = key;
    this.groups = new PairingGroups(key.curve());
  }

  /** With masks that are made here. */
  Proof proof(ProverSums sums, Blinding blinding) {
    try (Masks masks = Masks.of(key, blinding)) {
      return proof(sums, blinding, masks, (a, b) -> {});
    }
  }

  /**
   * With masks of this blinding.
   *
   * @param first is told A and C as soon as they are known, which is before B is
   */
  Proof proof(ProverSums sums, Blinding blinding, Masks masks, BiConsumer<Point, Point> first) {
    Weierstrass g1 = groups.g1();
    long[] a = sum(g1, masks.a(), groups.limbs(sums.a()));
    long[] b1 = sum(g1, masks.b1(), groups.limbs(sums.b1()));
    long[] c = masks.c().clone();
    g1.addAffine(c, 0, c, 0, groups.limbs(sums.c()), 0);
    g1.addAffine(c, 0, c, 0, groups.limbs(sums.h()), 0);
    g1.addAffine(c, 0, c, 0, product(a, b1, blinding), 0);
    long[] affine = new long[g1.affineSize()];
    g1.toAffine(affine, 0, c, 0);
    Arrays.fill(b1, 0);
    Point inA = groups.point1(a, 0);
    Point inC = groups.point1(affine, 0);
    first.accept(inA, inC);
    long[] b2 = sum(groups.g2(), masks.b2(), groups.limbs(sums.b2()));
    return new Proof(key.curve(), inA, groups.point2(b2, 0), inC);
  }

  /** s A + r B1, affine: two multiples whose doublings are one. */
  private long[] product(long[] a, long[] b1, Blinding blinding) {
    long[] points = Arrays.copyOf(a, 2 * a.length);
    System.arraycopy(b1, 0, points, a.length, b1.length);
    PrimeField fr = key.curve().fr();
    long[] scalars = Arrays.copyOf(blinding.s(), 2 * fr.size());
    System.arraycopy(blinding.r(), 0, scalars, fr.size(), fr.size());
    MultiSum both =
        new MultiSum(
            MemorySegment.ofArray(points), MemorySegment.ofArray(scalars), 8 * fr.size(), 2);
    long[] sum = both.affineHere(groups.g1());
    Arrays.fill(points, 0);
    Arrays.fill(scalars, 0);
    return sum;
  }

  /** mask + sum, affine; the sum is zeroed. */
  private static long[] sum(Weierstrass g, long[] mask, long[] sum) {
    long[] z = mask.clone();
    g.addAffine(z, 0, z, 0, sum, 0);
    long[] affine = new long[g.affineSize()];
    g.toAffine(affine, 0, z, 0);
    Arrays.fill(z, 0);
    Arrays.fill(sum, 0);
    return affine;
  }
}
