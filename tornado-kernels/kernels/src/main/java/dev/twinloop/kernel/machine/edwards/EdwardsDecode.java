package dev.twinloop.kernel.machine.edwards;

import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.E;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.F;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.FREE;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.G;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.H;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.S;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.X;
import static dev.twinloop.kernel.machine.edwards.EdwardsAssembler.Y;

import dev.twinloop.kernel.edwards.EdwardsField;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import java.math.BigInteger;

/**
 * Programs that find points from their encodings (RFC 8032 5.1.3), and the powers that they take:
 * about 22 M + 254 S. Numbers of p and more and a sign where x is 0 are passed over, as ZIP 215
 * does: the code that refuses them looks at the bytes.
 */
public final class EdwardsDecode {
  private static final int POWER = FREE;
  private static final int TEN = FREE + 1;
  private static final int FIFTY = FREE + 2;
  private static final int ELEVEN = FREE + 3;

  /** First register that is not written here. */
  public static final int END = FREE + 4;

  private final EdwardsAssembler asm;

  public EdwardsDecode(EdwardsAssembler asm) {
    this.asm = asm;
  }

  /**
   * (X, Y) = the point that an item's number encodes, or its negative.
   *
   * @param word of the item
   * @param negative whether the negative is wanted
   * @param found register for the truth value that there is such a point; not among those that are
   *     written here
   */
  public void point(int word, boolean negative, int found) {
    asm.words(Y, word);
    asm.constant(S, BigInteger.ONE);
    asm.sqr(E, Y);
    asm.constant(F, EdwardsPoint.curveD());
    asm.mul(F, E, F);
    asm.plus(1, S); // v = d y^2 + 1
    asm.sub(E, E, S); // u = y^2 - 1
    root(found);
    sign(word, negative);
  }

  /**
   * X = sqrt(E / F), either root.
   *
   * @param found register for the truth value that E / F is a square
   */
  public void root(int found) {
    asm.sqr(G, F);
    asm.mul(G, G, F); // v^3
    asm.sqr(H, G);
    asm.mul(H, H, F);
    asm.mul(H, H, E); // u v^7
    powerOfRoot(H, H);
    asm.mul(H, H, G);
    asm.mul(X, H, E);
    asm.sqr(H, X);
    asm.mul(H, H, F); // v x^2: u or -u
    asm.add(G, H, E);
    asm.sub(H, H, E);
    asm.mul(H, H, G);
    asm.isZero(found, H);
    asm.isZero(F, G); // the root is that of -u / v
    asm.constant(G, EdwardsField.number(EdwardsField.sqrtMinusOne()));
    asm.mul(G, X, G);
    asm.select(X, G, F);
  }

  /** X = -X if its lowest bit is not the number's top bit; or if it is, for the negative. */
  private void sign(int word, boolean negative) {
    asm.canon(H, X);
    asm.odd(E, H);
    asm.sign(F, word);
    asm.add(E, E, F);
    if (negative) {
      asm.constant(F, BigInteger.ONE);
      asm.add(E, E, F);
    }
    asm.odd(F, E);
    asm.constant(G, BigInteger.ZERO);
    asm.sub(G, G, H);
    asm.select(X, G, F);
  }

  /** d = a^(2^252 - 3). */
  public void powerOfRoot(int d, int a) {
    power(a);
    asm.sqr(POWER, POWER, 2);
    asm.mul(d, POWER, a);
  }

  /** d = 1 / a; 0 for 0. */
  public void invert(int d, int a) {
    power(a);
    asm.sqr(POWER, POWER, 5);
    asm.mul(d, POWER, ELEVEN);
  }

  /** POWER = a^(2^250 - 1), ELEVEN = a^11. */
  private void power(int a) {
    asm.sqr(TEN, a); // 2
    asm.sqr(POWER, TEN, 2); // 8
    asm.mul(POWER, POWER, a); // 9
    asm.mul(ELEVEN, POWER, TEN);
    asm.sqr(TEN, ELEVEN); // 22
    asm.mul(FIFTY, TEN, POWER); // 2^5 - 1
    twiceAsLong(TEN, FIFTY, 5);
    twiceAsLong(POWER, TEN, 10);
    twiceAsLong(FIFTY, POWER, 20);
    asm.sqr(POWER, FIFTY, 10);
    asm.mul(FIFTY, POWER, TEN); // 2^50 - 1
    twiceAsLong(TEN, FIFTY, 50);
    twiceAsLong(POWER, TEN, 100);
    asm.sqr(POWER, POWER, 50);
    asm.mul(POWER, POWER, FIFTY);
  }

  /** d = a^(2^length + 1): from a run of ones to a run twice as long. */
  private void twiceAsLong(int d, int a, int length) {
    asm.sqr(d, a, length);
    asm.mul(d, d, a);
  }
}
