package dev.twinloop.zk.verify;

import dev.twinloop.zk.pairing.MultiSum;
import dev.twinloop.zk.pairing.PairingGroups;
import dev.twinloop.zk.pairing.Weierstrass;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sums s_0 IC_0 + s_1 IC_1 + … over the points of one key. A key that is used often, and has few
 * points, gets a table of the multiples by every digit of four bits of each place: then a sum takes
 * one addition for each digit and no doubling. Thread-safe.
 */
final class SignalSum {
  private static final int MOST_POINTS = 33;
  private static final int OFTEN = 16;
  private static final int DIGITS = 64;
  private static final int MULTIPLES = 15;

  private final long[] ic;
  private final int points;
  private final AtomicInteger uses = new AtomicInteger();
  private volatile long @Nullable [] table;

  /** Over affine points, one after the other. */
  SignalSum(long[] ic, int points) {
    this.ic = ic;
    this.points = points;
  }

  /**
   * A sum, affine.
   *
   * @param scalars four limbs each, below the group's order
   */
  long[] of(PairingGroups groups, long[] scalars) {
    if (points > MOST_POINTS || uses.incrementAndGet() < OFTEN) {
      return new MultiSum(
              MemorySegment.ofArray(ic), MemorySegment.ofArray(scalars), DIGITS / 2, points)
          .affineHere(groups.g1());
    }
    long[] made = table;
    if (made == null) {
      made = table(groups.g1());
      table = made;
    }
    return byTable(groups.g1(), made, scalars);
  }

  private static long[] byTable(Weierstrass g, long[] table, long[] scalars) {
    int size = g.affineSize();
    long[] sum = new long[g.jacobianSize()];
    g.setInfinity(sum, 0);
    for (int place = 0; place < scalars.length * 16; place++) {
      int digit = (int) (scalars[place >> 4] >>> (4 * (place & 15))) & MULTIPLES;
      if (digit != 0) {
        g.addAffine(sum, 0, sum, 0, table, (place * MULTIPLES + digit - 1) * size);
      }
    }
    long[] affine = new long[size];
    g.toAffine(affine, 0, sum, 0);
    return affine;
  }

  /** 1 to 15 times 16^j times each point, for j from 0 to 63. */
  private long[] table(Weierstrass g) {
    int jacobian = g.jacobianSize();
    int count = points * DIGITS * MULTIPLES;
    long[] multiples = new long[count * jacobian];
    long[] base = new long[jacobian];
    int at = 0;
    for (int i = 0; i < points; i++) {
      g.fromAffine(base, 0, ic, i * g.affineSize());
      for (int place = 0; place < DIGITS; place++) {
        System.arraycopy(base, 0, multiples, at, jacobian);
        for (int k = 1; k < MULTIPLES; k++) {
          g.add(multiples, at + k * jacobian, multiples, at + (k - 1) * jacobian, base, 0);
        }
        g.add(base, 0, base, 0, multiples, at + (MULTIPLES - 1) * jacobian);
        at += MULTIPLES * jacobian;
      }
    }
    long[] affine = new long[count * g.affineSize()];
    g.toAffine(affine, multiples, count);
    return affine;
  }
}
