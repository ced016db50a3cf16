package dev.twinloop.kernel.machine.edwards;

import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.E;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.F;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.G;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.H;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.S;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.T;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.X;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.Y;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.Z;

import dev.twinloop.kernel.edwards.EdwardsImage;
import dev.twinloop.kernel.machine.FieldSteps;
import java.math.BigInteger;

/**
 * The program of {@link dev.twinloop.kernel.multiples.EdwardsMultiples}: decodes a point,
 * multiplies it by a factor that is known beforehand, and gives the product's encoding and its
 * image, {@link EdwardsImage}. The factor acts as an integer, by the digits -1, 0 and 1 of its
 * non-adjacent form. Decoding takes 22 M + 254 S, the one inversion at the end as many.
 */
public final class MultiplePrograms {
  private static final int FOUND = EdwardsDecode.END;
  private static final int PLUS = FOUND + 1;
  private static final int MINUS = PLUS + 3;
  private static final int OUT_Y = MINUS + 3;
  private static final int SIGN = OUT_Y + 1;
  private static final int IMAGE_X = SIGN + 1;
  private static final int IMAGE_Y = IMAGE_X + 1;
  private static final int SPECIAL = IMAGE_Y + 1;

  /** Where the truth value lies in the file that there is such a point. */
  public static final int FOUND_INT = FOUND * FieldSteps.LIMBS;

  /** Where the truth value lies that the product's x is 0, and nothing else is right. */
  public static final int SPECIAL_INT = SPECIAL * FieldSteps.LIMBS;

  /** Where y of the product lies, reduced. */
  public static final int Y_INT = OUT_Y * FieldSteps.LIMBS;

  /** Where the lowest bit of its x lies. */
  public static final int SIGN_INT = SIGN * FieldSteps.LIMBS;

  /** Where x of the image lies, reduced. */
  public static final int IMAGE_X_INT = IMAGE_X * FieldSteps.LIMBS;

  /** Where y of the image lies, reduced. */
  public static final int IMAGE_Y_INT = IMAGE_Y * FieldSteps.LIMBS;

  private final EdwardsAssembler asm;
  private final EdwardsDecode decode;

  /** An empty program. */
  public MultiplePrograms(EdwardsAssembler asm) {
    this.asm = asm;
    this.decode = new EdwardsDecode(asm);
  }

  /**
   * The whole program.
   *
   * @param factor 1 or more
   */
  public void multiple(BigInteger factor) {
    decode.point(0, false, FOUND);
    entries();
    BigInteger triple = factor.multiply(BigInteger.valueOf(3));
    for (int bit = triple.bitLength() - 2; bit > 0; bit--) {
      boolean plus = triple.testBit(bit) && !factor.testBit(bit);
      boolean minus = !triple.testBit(bit) && factor.testBit(bit);
      asm.twice(plus || minus);
      if (plus || minus) {
        asm.plusAffine(plus ? PLUS : MINUS, false);
      }
    }
    results();
  }

  /** (X, Y, Z, T) and the entries of the point and of its negative, from (X, Y). */
  private void entries() {
    asm.constant(Z, BigInteger.ONE);
    asm.mul(T, X, Y);
    asm.constant(E, EdwardsAssembler.twiceD());
    asm.add(PLUS, Y, X);
    asm.sub(PLUS + 1, Y, X);
    asm.mul(PLUS + 2, T, E);
    asm.move(MINUS, PLUS + 1);
    asm.move(MINUS + 1, PLUS);
    asm.constant(MINUS + 2, BigInteger.ZERO);
    asm.sub(MINUS + 2, MINUS + 2, PLUS + 2);
  }

  /** Encoding and image of (X, Y, Z), by one inversion, of (Z - Y) X Z. */
  private void results() {
    asm.isZero(SPECIAL, X);
    asm.sub(E, Z, Y);
    asm.mul(E, E, X);
    asm.mul(F, E, Z);
    decode.invert(G, F);
    asm.mul(H, G, E); // 1 / Z
    asm.mul(S, X, H);
    asm.canon(S, S);
    asm.odd(SIGN, S);
    asm.mul(S, Y, H);
    asm.canon(OUT_Y, S);
    asm.mul(G, G, Z); // 1 / ((Z - Y) X)
    asm.add(E, Z, Y);
    asm.mul(E, E, G);
    asm.mul(F, E, X); // u
    asm.constant(H, EdwardsImage.scaleX());
    asm.mul(F, F, H);
    asm.constant(H, EdwardsImage.shiftX());
    asm.add(F, F, H);
    asm.canon(IMAGE_X, F);
    asm.mul(F, E, Z); // u / x
    asm.constant(H, EdwardsImage.scaleY());
    asm.mul(F, F, H);
    asm.canon(IMAGE_Y, F);
  }
}
