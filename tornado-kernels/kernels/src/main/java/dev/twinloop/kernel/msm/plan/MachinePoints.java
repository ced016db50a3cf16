package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.field.Fp;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.PointSum;
import dev.twinloop.kernel.machine.xyzz.XyzzMachine;
import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings points from machine form, {@link XyzzMachine}, to the host's: a multiplication a
 * coordinate. Thread-safe.
 */
public final class MachinePoints {
  private static final long M = 0xffffffffL;

  /** The largest factor of {@link Fp#timesPlus}. */
  private static final int MOST_TIMES = 15;

  private static final Map<Group, MachinePoints> MADE = new ConcurrentHashMap<>();

  private final Group group;
  private final Fp field;
  private final int degree;
  private final int limbs;
  private final int bits;
  private final long[] fromLow;
  private final long[] fromHigh;

  private MachinePoints(Group group) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    this.group = group;
    this.field = group.field().host();
    this.degree = group.base().degree();
    this.limbs = form.limbs();
    this.bits = form.bits();
    // The machine's numbers are multiplied by its R, the host's by a smaller one, r: v -> v r / R.
    BigInteger r = BigInteger.ONE.shiftLeft(field.radixBits());
    BigInteger ratio = r.multiply(form.r().modInverse(form.p()));
    this.fromLow = field.form(ratio);
    this.fromHigh = field.form(ratio.multiply(r));
  }

  /** Of a curve; made once. */
  public static MachinePoints of(Group group) {
    return MADE.computeIfAbsent(group, MachinePoints::new);
  }

  /** One of consecutive points. */
  public PointSum read(int[] points, int index) {
    long[][] coordinates = new long[4][];
    for (int c = 0; c < 4; c++) {
      coordinates[c] = coordinate(points, (4 * index + c) * degree * limbs);
    }
    PointSum point = new PointSum(group);
    point.setAll(coordinates);
    return point;
  }

  /** A coordinate: of an extension, its coefficients one after the other. */
  private long[] coordinate(int[] from, int at) {
    if (degree == 1) {
      return number(from, at);
    }
    long[] all = new long[degree * field.longs()];
    for (int i = 0; i < degree; i++) {
      System.arraycopy(number(from, at + i * limbs), 0, all, i * field.longs(), field.longs());
    }
    return all;
  }

  /**
   * A number of the prime field; its limbs may reach into each other and beyond the host's words.
   */
  private long[] number(int[] from, int at) {
    long[] low = field.zero();
    long held = 0;
    int count = 0;
    int word = 0;
    long carry = 0;
    for (int limb = 0; limb < limbs; limb++) {
      carry += from[at + limb] & M;
      long piece = limb == limbs - 1 ? carry : carry & ((1L << bits) - 1);
      carry >>>= bits;
      held |= piece << count;
      if (count + bits >= 64 && word < low.length) {
        low[word++] = held;
        held = piece >>> (64 - count);
        count -= 64;
      }
      count += bits;
    }
    field.mul(low, low, fromLow);
    if (held > MOST_TIMES) {
      long[] high = field.zero();
      high[0] = held;
      field.mul(high, high, fromHigh);
      field.add(low, low, high);
    } else if (held > 0) {
      // fromLow's limbs are those of the ratio times r
      field.timesPlus(low, 0, fromLow, 0, (int) held, low, 0);
    }
    return low;
  }
}
