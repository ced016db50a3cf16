package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.math.BigInteger.ONE;

import dev.twinloop.kernel.ecdsa.host.Secp256k1Sum;
import dev.twinloop.kernel.ecdsa.kernels.Codes;
import dev.twinloop.kernel.field.Fp;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.machine.weierstrass.VerifyPrograms;
import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Verifies a slice on secp256k1 by the host's own arithmetic, on all cores: on a CPU in two thirds
 * of the loops' time. The loops answer each item alike.
 */
record EcdsaBody() implements HostBody<EcdsaBatch, Verdicts> {
  /** Items that share one inversion: a part of a few milliseconds. */
  private static final int GROUP = 64;

  @Override
  public void compute(Part<EcdsaBatch, Verdicts> part, Cores cores) {
    part.inGroups(
        GROUP, cores, (from, to) -> new Items(part.task(), part.result()).judge(from, to));
    ItemForms forms = part.task().forms();
    if (forms != null) {
      forms.malformed().writeTo(part.result().codes(), part.slice());
    }
  }

  /** Some items, whose s are inverted together. One thread. */
  private static final class Items {
    private static final Fp SCALARS = Groups.SECP256K1.scalars().host();
    private static final long[] UNIT = words(ONE);
    private static final long[] ORDER = words(Groups.SECP256K1.order());
    private static final long[] HIGH_S = words(Groups.SECP256K1.order().shiftRight(1).add(ONE));
    private static final long[] P = words(Groups.SECP256K1.field().modulus());
    private static final ValueLayout.OfLong WORD =
        ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final int LIMBS = SCALARS.longs();
    private static final long[] PLAIN_ONE = Arrays.copyOf(new long[] {1}, LIMBS);

    private final EcdsaBatch task;
    private final Verdicts result;
    private final MemorySegment data;
    private final Secp256k1Sum sum = new Secp256k1Sum();
    private final long[] inverse = SCALARS.one();
    private final long[] prefixes = new long[GROUP * LIMBS];
    private final long[] number = SCALARS.zero();

    Items(EcdsaBatch task, Verdicts result) {
      this.task = task;
      this.result = result;
      this.data = task.data();
    }

    /** Judges items; those that a batch was told to be malformed get any verdict. */
    void judge(long from, long to) {
      for (long item = from; item < to; item++) {
        int code = range(item);
        result.codes().setAtIndex(JAVA_INT, item, code);
        if (code == Codes.VALID) {
          System.arraycopy(inverse, 0, prefixes, (int) (item - from) * LIMBS, LIMBS);
          SCALARS.load(number, data, at(item, VerifyPrograms.S_WORD));
          SCALARS.mul(inverse, inverse, number);
        }
      }
      SCALARS.invert(inverse, inverse);
      long[] own = SCALARS.zero();
      for (long item = to - 1; item >= from; item--) {
        if (result.codes().getAtIndex(JAVA_INT, item) == Codes.VALID) {
          SCALARS.mul(own, 0, inverse, 0, prefixes, (int) (item - from) * LIMBS);
          SCALARS.load(number, data, at(item, VerifyPrograms.S_WORD));
          SCALARS.mul(inverse, inverse, number);
          result.codes().setAtIndex(JAVA_INT, item, equation(item, own));
        }
      }
    }

    /** What can be said without points; {@link Codes#VALID} if nothing is wrong yet. */
    private int range(long item) {
      int form = form(item);
      if ((form & ~Codes.KEY) != 0 || form == 1) {
        return Codes.MALFORMED_KEY;
      }
      if (!isScalar(at(item, VerifyPrograms.R_WORD))) {
        return Codes.R_OUT_OF_RANGE;
      }
      if (!isScalar(at(item, VerifyPrograms.S_WORD))) {
        return Codes.S_OUT_OF_RANGE;
      }
      if (task.lowS() && !isBelow(at(item, VerifyPrograms.S_WORD), HIGH_S)) {
        return Codes.HIGH_S;
      }
      boolean good =
          isBelow(at(item, VerifyPrograms.X_WORD), P)
              && (form != 0 || isBelow(at(item, VerifyPrograms.Y_WORD), P));
      return good ? Codes.VALID : Codes.KEY_OUT_OF_RANGE;
    }

    /** u = hash / s, v = r / s, and whether x of u G + v Q is r. */
    private int equation(long item, long[] inverseOfS) {
      int form = form(item);
      long x = at(item, VerifyPrograms.X_WORD);
      if (!(form == 0 ? sum.key(data, x) : sum.key(data, x, form & 1))) {
        return Codes.KEY_NOT_ON_CURVE;
      }
      SCALARS.load(number, task.hash(item), 0); // which may be the order or more
      SCALARS.mul(number, number, inverseOfS);
      long[] u = SCALARS.zero();
      SCALARS.mul(u, number, PLAIN_ONE); // out of Montgomery form
      SCALARS.load(number, data, at(item, VerifyPrograms.R_WORD));
      SCALARS.mul(number, number, inverseOfS);
      sum.compute(u, SCALARS.number(number));
      return sum.hasX(data, at(item, VerifyPrograms.R_WORD)) ? Codes.VALID : Codes.WRONG;
    }

    private int form(long item) {
      ItemForms forms = task.forms();
      return forms == null ? 0 : forms.code(item) & ~Codes.MESSAGE;
    }

    private static long at(long item, int word) {
      return item * EcdsaBatch.ITEM_BYTES + (long) word * Integer.BYTES;
    }

    private boolean isScalar(long at) {
      return !isBelow(at, UNIT) && isBelow(at, ORDER);
    }

    /** Whether 32 bytes are a number below a bound of four words, most significant first. */
    private boolean isBelow(long at, long[] bound) {
      for (int i = 0; i < bound.length; i++) {
        int order = Long.compareUnsigned(data.get(WORD, at + 8L * i), bound[i]);
        if (order != 0) {
          return order < 0;
        }
      }
      return false;
    }

    private static long[] words(BigInteger number) {
      long[] words = new long[4];
      for (int i = 0; i < words.length; i++) {
        words[i] = number.shiftRight(64 * (words.length - 1 - i)).longValue();
      }
      return words;
    }
  }
}
