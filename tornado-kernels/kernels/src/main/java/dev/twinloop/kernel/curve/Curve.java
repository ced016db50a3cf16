package dev.twinloop.kernel.curve;

import dev.twinloop.kernel.field.LimbField;
import java.math.BigInteger;

/** The curves y^2 = x^3 + a x + b of prime order that signatures live on (SEC 2). */
public enum Curve {
  SECP256K1(
      LimbField.SECP256K1,
      "0",
      "7",
      "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
      "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798",
      "483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8"),
  P256(
      LimbField.P256,
      "ffffffff00000001000000000000000000000000fffffffffffffffffffffffc",
      "5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b",
      "ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551",
      "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296",
      "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");

  private final LimbField field;
  private final BigInteger a;
  private final BigInteger b;
  private final BigInteger order;
  private final BigInteger generatorX;
  private final BigInteger generatorY;

  Curve(LimbField field, String a, String b, String order, String x, String y) {
    this.field = field;
    this.a = new BigInteger(a, 16);
    this.b = new BigInteger(b, 16);
    this.order = new BigInteger(order, 16);
    this.generatorX = new BigInteger(x, 16);
    this.generatorY = new BigInteger(y, 16);
  }

  /** The field of coordinates. */
  public LimbField field() {
    return field;
  }

  /** The field's modulus. */
  public BigInteger p() {
    return field.modulus();
  }

  public BigInteger a() {
    return a;
  }

  public BigInteger b() {
    return b;
  }

  /** The prime number of points. */
  public BigInteger order() {
    return order;
  }

  /** The base point. */
  public AffinePoint generator() {
    return new AffinePoint(generatorX, generatorY);
  }

  /** Whether scalars of this curve are split by its endomorphism ({@link Glv}). */
  public boolean endomorphism() {
    return this == SECP256K1;
  }
}
