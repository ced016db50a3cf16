package dev.twinloop.zk.prove;

import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.format.Zkey.HeaderPoint;
import dev.twinloop.zk.pairing.PairingGroups;
import dev.twinloop.zk.pairing.PrimeField;
import dev.twinloop.zk.pairing.Weierstrass;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;

/**
 * What a proof takes from key and blinding alone, computed while a device adds up the witness. As
 * secret as the blinding; closing zeroes it.
 *
 * @param a α + r δ in G1, Jacobian, as all are
 * @param b1 β + s δ in G1
 * @param b2 β + s δ in G2
 * @param c − r s δ in G1
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Masks(long[] a, long[] b1, long[] b2, long[] c) implements AutoCloseable {

  /** Masks that a thread of the common pool computes. */
  static final class Coming implements AutoCloseable {
    private final ForkJoinTask<Masks> task;

    private Coming(ForkJoinTask<Masks> task) {
      this.task = task;
    }

    /** Waits for them. */
    Masks get() {
      return task.join();
    }

    /** Waits for them, and zeroes them. */
    @Override
    public void close() {
      task.quietlyJoin();
      if (task.isCompletedNormally()) {
        task.join().close();
      }
    }
  }

  /** Begins to compute; the blinding stays open until they are closed. */
  static Coming begin(Zkey key, Blinding blinding) {
    return new Coming(ForkJoinPool.commonPool().submit(() -> of(key, blinding)));
  }

  /** Computes them. */
  static Masks of(Zkey key, Blinding blinding) {
    PairingGroups groups = new PairingGroups(key.curve());
    Weierstrass g1 = groups.g1();
    long[] delta = header(key, HeaderPoint.DELTA1);
    PrimeField fr = key.curve().fr();
    long[] product = new long[fr.size()];
    fr.toForm(product, 0, blinding.r(), 0);
    fr.mul(product, 0, product, 0, blinding.s(), 0);
    fr.neg(product, 0, product, 0); // - r s
    long[] c = g1.multiple(delta, 0, product);
    Arrays.fill(product, 0);
    return new Masks(
        mask(g1, header(key, HeaderPoint.ALPHA1), delta, blinding.r()),
        mask(g1, header(key, HeaderPoint.BETA1), delta, blinding.s()),
        mask(
            groups.g2(),
            header(key, HeaderPoint.BETA2),
            header(key, HeaderPoint.DELTA2),
            blinding.s()),
        c);
  }

  private static long[] mask(Weierstrass g, long[] base, long[] delta, long[] factor) {
    long[] z = g.multiple(delta, 0, factor);
    g.addAffine(z, 0, z, 0, base, 0);
    return z;
  }

  private static long[] header(Zkey key, HeaderPoint point) {
    MemorySegment memory = key.point(point);
    PrimeField fp = key.curve().fp();
    long[] limbs = new long[(int) (memory.byteSize() / 8)];
    for (int i = 0; i < limbs.length; i += fp.size()) {
      fp.loadWords(limbs, i, memory, 8L * i);
    }
    return limbs;
  }

  @Override
  public String toString() {
    return "masks (secret)";
  }

  @Override
  public void close() {
    for (long[] each : new long[][] {a, b1, b2, c}) {
      Arrays.fill(each, 0);
    }
  }
}
