package dev.twinloop.zk.prove;

import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.format.Zkey.HeaderPoint;
import dev.twinloop.zk.pairing.PairingGroups;
import dev.twinloop.zk.pairing.PrimeField;
import dev.twinloop.zk.pairing.Weierstrass;
import dev.twinloop.zk.verify.Proof;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * From sums to a proof:
 *
 * <pre>
 *   A = α + S_A + r δ      B = β + S_B2 + s δ      B1 = β + S_B1 + s δ
 *   C = S_C + S_H + s A + r B1 − r s δ
 * </pre>
 */
final class ProofAssembly {
  private final Zkey key;
  private final PairingGroups groups;

  ProofAssembly(Zkey key) {
    this.key = key;
    this.groups = new PairingGroups(key.curve());
  }

  Proof proof(ProverSums sums, Blinding blinding) {
    Weierstrass g1 = groups.g1();
    Weierstrass g2 = groups.g2();
    PrimeField fr = key.curve().fr();
    long[] delta = header(HeaderPoint.DELTA1);
    long[] a = blinded(g1, header(HeaderPoint.ALPHA1), groups.limbs(sums.a()), delta, blinding.r());
    long[] b1 =
        blinded(g1, header(HeaderPoint.BETA1), groups.limbs(sums.b1()), delta, blinding.s());
    long[] b2 =
        blinded(
            g2,
            header(HeaderPoint.BETA2),
            groups.limbs(sums.b2()),
            header(HeaderPoint.DELTA2),
            blinding.s());
    long[] product = new long[fr.size()];
    fr.toForm(product, 0, blinding.r(), 0);
    fr.mul(product, 0, product, 0, blinding.s(), 0);
    fr.neg(product, 0, product, 0); // - r s
    long[] c = new long[g1.jacobianSize()];
    g1.fromAffine(c, 0, groups.limbs(sums.c()), 0);
    g1.addAffine(c, 0, c, 0, groups.limbs(sums.h()), 0);
    g1.add(c, 0, c, 0, g1.multiple(a, 0, blinding.s()), 0);
    g1.add(c, 0, c, 0, g1.multiple(b1, 0, blinding.r()), 0);
    g1.add(c, 0, c, 0, g1.multiple(delta, 0, product), 0);
    long[] affine = new long[g1.affineSize()];
    g1.toAffine(affine, 0, c, 0);
    Arrays.fill(product, 0);
    Arrays.fill(b1, 0);
    return new Proof(
        key.curve(), groups.point1(a, 0), groups.point2(b2, 0), groups.point1(affine, 0));
  }

  /** base + sum + factor delta, affine. */
  private static long[] blinded(
      Weierstrass g, long[] base, long[] sum, long[] delta, long[] factor) {
    long[] z = g.multiple(delta, 0, factor);
    g.addAffine(z, 0, z, 0, base, 0);
    g.addAffine(z, 0, z, 0, sum, 0);
    long[] affine = new long[g.affineSize()];
    g.toAffine(affine, 0, z, 0);
    Arrays.fill(z, 0);
    Arrays.fill(sum, 0);
    return affine;
  }

  private long[] header(HeaderPoint point) {
    MemorySegment memory = key.point(point);
    PrimeField fp = key.curve().fp();
    long[] limbs = new long[(int) (memory.byteSize() / 8)];
    for (int i = 0; i < limbs.length; i += fp.size()) {
      fp.loadWords(limbs, i, memory, 8L * i);
    }
    return limbs;
  }
}
