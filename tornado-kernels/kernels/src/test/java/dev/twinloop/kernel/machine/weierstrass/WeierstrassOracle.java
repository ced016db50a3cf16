package dev.twinloop.kernel.machine.weierstrass;

import dev.twinloop.kernel.machine.FieldOracle;
import dev.twinloop.kernel.machine.Instruction;
import dev.twinloop.kernel.machine.LimbField;
import dev.twinloop.kernel.machine.PointMemory;
import java.math.BigInteger;
import java.util.Arrays;

/** The ops of the Weierstrass set, on whole numbers. */
final class WeierstrassOracle extends FieldOracle {
  private final LimbField field;
  private final byte[] item;
  private final int form;
  private final long[] generator;
  private final int baseLongs;

  WeierstrassOracle(CurveAssembler asm, byte[] item, int form, int[] digits, long[] generator) {
    super(asm.field(), asm.constants(), digits);
    this.field = asm.field();
    this.item = item;
    this.form = form;
    this.generator = generator;
    this.baseLongs = asm.shape().baseLongs();
  }

  @Override
  protected int other(int word, int more) {
    int d = Instruction.d(word);
    int a = Instruction.a(word);
    switch (word & 15) {
      case Instruction.CONST -> constant(word, more);
      case WeierstrassSteps.WORDS ->
          put(d, new BigInteger(1, Arrays.copyOfRange(item, 4 * more, 4 * more + 32)));
      case WeierstrassSteps.STORE -> store(more, get(a));
      case WeierstrassSteps.FETCH -> put(d, fetch(more));
      case WeierstrassSteps.MOVE_IF_FORM -> {
        if ((form & 2) != 0) {
          put(d, get(a));
        }
      }
      case WeierstrassSteps.PARITY -> {
        if (get(a).number().testBit(0) != ((form & 1) != 0)) {
          put(d, get(d).number().negate());
        }
      }
      case WeierstrassSteps.DIGIT -> point(d, a, window(more));
      case WeierstrassSteps.GENERATOR -> {
        int e = window(more);
        int at = a * baseLongs + (e < 0 ? ~e : e) * 2 * PointMemory.LONGS;
        put(d, number(at));
        BigInteger y = number(at + PointMemory.LONGS);
        put(d + 1, e < 0 ? y.negate() : y);
      }
      default -> throw new AssertionError("op " + (word & 15));
    }
    return 0;
  }

  private void point(int d, int coordinates, int e) {
    int at = (e < 0 ? ~e : e) * coordinates * PointMemory.LONGS;
    for (int i = 0; i < coordinates; i++) {
      put(d + i, fetch(at + i * PointMemory.LONGS));
    }
    if (e < 0) {
      put(d + 1, get(d + 1).number().negate());
    }
  }

  /** A coordinate of the generator's table. */
  private BigInteger number(int at) {
    BigInteger value = BigInteger.ZERO;
    for (int i = 8; i >= 0; i--) {
      long limb = (generator[at + i / 2] >> (32 * (i & 1))) & 0xffffffffL;
      value = value.shiftLeft(29).add(BigInteger.valueOf(limb));
    }
    return value.mod(field.modulus());
  }
}
