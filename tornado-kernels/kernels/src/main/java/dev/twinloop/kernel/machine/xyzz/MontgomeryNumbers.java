package dev.twinloop.kernel.machine.xyzz;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.machine.Bound;
import dev.twinloop.kernel.machine.Numbers;
import java.math.BigInteger;

/**
 * Bounds of {@link XyzzNumbers} of one field: products by Montgomery's reduction, differences
 * lifted by 2 p, 4 p or 8 p.
 */
final class MontgomeryNumbers implements Numbers {
  private static final int LIFTS = 3;

  private final MontgomeryForm form;
  private final BigInteger lastUnit;
  private final int[] multiples;

  MontgomeryNumbers(Field field) {
    this.form = MontgomeryForm.of(field);
    this.lastUnit = BigInteger.ONE.shiftLeft(form.bits() * (form.limbs() - 1));
    this.multiples = form.multiples();
  }

  /** Of carried numbers below this number of hundredths of p. */
  Bound below(int hundredths) {
    BigInteger most = form.p().multiply(BigInteger.valueOf(hundredths));
    return new Bound(mask() + 16, top(most.divide(BigInteger.valueOf(100))) + 1);
  }

  /** Of carried numbers that are at most 3 times a number and 4 p. */
  Bound threeTimesAndFour(Bound a) {
    BigInteger most = value(a).multiply(BigInteger.valueOf(3)).add(form.p().shiftLeft(2));
    return new Bound(mask() + 16, top(most) + 1);
  }

  /** The value of 2 p, 4 p or 8 p in the last limb, and the least of the others. */
  private long topOfLift(int index) {
    return multiples[(index + 1) * form.limbs() - 1];
  }

  private long leastOfLift(int index) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < form.limbs() - 1; i++) {
      least = Math.min(least, multiples[index * form.limbs() + i] & 0xffffffffL);
    }
    return least;
  }

  private long mostOfLift(int index) {
    long most = 0;
    for (int i = 0; i < form.limbs() - 1; i++) {
      most = Math.max(most, multiples[index * form.limbs() + i] & 0xffffffffL);
    }
    return most;
  }

  @Override
  public Lift lift(long limb, long top) {
    for (int i = 0; i < LIFTS; i++) {
      if (covers(i, limb, top)) {
        return new Lift(XyzzNumbers.TWO_P + i, mostOfLift(i), topOfLift(i));
      }
    }
    throw new IllegalStateException(
        "lift: limb=%d, top=%d, accepted: up to %d and %d"
            .formatted(limb, top, leastOfLift(LIFTS - 1), topOfLift(LIFTS - 1)));
  }

  private boolean covers(int index, long limb, long top) {
    return limb <= leastOfLift(index) && top <= topOfLift(index);
  }

  @Override
  public Bound product(Bound a, Bound b) {
    double columns = (double) Math.max(a.limb(), a.top()) * Math.max(b.limb(), b.top());
    double most = (form.limbs() == Montgomery29.LIMBS ? 3 : 1) * 0x1p59;
    if (columns > most) {
      throw new IllegalStateException(
          "product: factors=%s and %s, accepted: limbs' product up to %.0f".formatted(a, b, most));
    }
    BigInteger product = value(a).multiply(value(b));
    return new Bound(mask(), top(product.divide(form.r()).add(form.p())));
  }

  @Override
  public Bound carried(long limb, long top) {
    long carry = limb >> form.bits();
    if (limb >= 1L << 32 || top + carry >= 1L << 31) {
      throw new IllegalStateException(
          "sum: limb=" + limb + ", top=" + top + ", accepted: 32 bits, 31 in the last limb");
    }
    return new Bound(mask() + carry, top + carry);
  }

  private long mask() {
    return (1L << form.bits()) - 1;
  }

  private long top(BigInteger value) {
    return value.divide(lastUnit).longValueExact();
  }

  /** A number that no number of a bound exceeds. */
  private BigInteger value(Bound bound) {
    long units = bound.top() + (bound.limb() >> form.bits()) + 2;
    return lastUnit.multiply(BigInteger.valueOf(units));
  }
}
