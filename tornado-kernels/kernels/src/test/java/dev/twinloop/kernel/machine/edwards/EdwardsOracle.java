package dev.twinloop.kernel.machine.edwards;

import dev.twinloop.kernel.field.Element;
import dev.twinloop.kernel.machine.FieldOracle;
import dev.twinloop.kernel.machine.Instruction;
import dev.twinloop.kernel.machine.LimbField;
import dev.twinloop.kernel.machine.PointMemory;
import java.math.BigInteger;

/** The ops of the Edwards set, on whole numbers. */
final class EdwardsOracle extends FieldOracle {
  private static final int LONGS = PointMemory.LONGS;

  private final byte[] item;

  EdwardsOracle(EdwardsAssembler asm, byte[] item, int[] digits) {
    super(LimbField.ED25519, asm.constants(), digits);
    this.item = item;
  }

  @Override
  protected int other(int word, int more) {
    int d = Instruction.d(word);
    int a = Instruction.a(word);
    switch (word & 15) {
      case Instruction.CONST -> constant(word, more);
      case EdwardsSteps.WORDS -> put(d, words(more).clearBit(255));
      case EdwardsSteps.SIGN -> put(d, words(more).shiftRight(255));
      case EdwardsSteps.STORE -> store(more, get(a));
      case EdwardsSteps.FETCH -> put(d, fetch(more));
      case EdwardsSteps.DIGIT -> {
        int e = window(more);
        int at = (a * EdwardsSteps.ENTRIES + Math.abs(e)) * EdwardsSteps.ENTRY_LONGS;
        put(d + 3, fetch(at + 3 * LONGS));
        entry(d, e, fetch(at), fetch(at + LONGS), fetch(at + 2 * LONGS));
      }
      case EdwardsSteps.BASE -> {
        int e = window(more);
        int at = Math.abs(e) * EdwardsSteps.BASE_LONGS;
        entry(d, e, base(at), base(at + LONGS), base(at + 2 * LONGS));
      }
      case EdwardsSteps.SELECT -> {
        if (!get(Instruction.b(word)).isZero()) {
          put(d, get(a));
        }
      }
      case EdwardsSteps.IS_ZERO -> put(d, get(a).isZero() ? BigInteger.ONE : BigInteger.ZERO);
      case EdwardsSteps.ODD -> put(d, get(a).number().and(BigInteger.ONE));
      default -> throw new AssertionError("op " + (word & 15));
    }
    return 0;
  }

  /** Y + X, Y - X, 2 d T of an entry, or of its negative. */
  private void entry(int d, int e, Element sum, Element difference, Element product) {
    put(d, e < 0 ? difference : sum);
    put(d + 1, e < 0 ? sum : difference);
    BigInteger t = product.number();
    put(d + 2, e < 0 ? t.negate() : t);
  }

  private BigInteger words(int at) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 31; i >= 0; i--) {
      value = value.shiftLeft(8).add(BigInteger.valueOf(item[4 * at + i] & 0xff));
    }
    return value;
  }

  private static Element base(int at) {
    long[] table = BasePointTable.get();
    BigInteger value = BigInteger.ZERO;
    for (int i = 8; i >= 0; i--) {
      long limb = (table[at + i / 2] >> (32 * (i & 1))) & 0xffffffffL;
      value = value.shiftLeft(29).add(BigInteger.valueOf(limb));
    }
    return Element.of(value.mod(LimbField.ED25519.modulus()));
  }
}
