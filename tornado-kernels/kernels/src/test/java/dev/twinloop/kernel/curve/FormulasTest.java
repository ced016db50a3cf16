package dev.twinloop.kernel.curve;

import static dev.twinloop.kernel.curve.CurveAssembler.PX;
import static dev.twinloop.kernel.curve.CurveAssembler.PY;
import static dev.twinloop.kernel.curve.CurveAssembler.PZ;
import static dev.twinloop.kernel.curve.CurveAssembler.X;
import static dev.twinloop.kernel.curve.CurveAssembler.Y;
import static dev.twinloop.kernel.curve.CurveAssembler.Z;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.field.FieldMachine;
import dev.twinloop.kernel.field.LimbField;
import dev.twinloop.kernel.field.MachineRun;
import java.math.BigInteger;
import java.util.Random;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

class FormulasTest {
  private final Random random = new Random(13);

  @ParameterizedTest
  @EnumSource
  void fastFormulasHoldForDifferentPoints(Curve curve) {
    for (int i = 0; i < 50; i++) {
      ECPoint p = point(curve);
      ECPoint q = point(curve);
      assertEquals(p.twice().normalize(), run(curve, p, q, 2, CurveAssembler::twice));
      assertEquals(p.add(q).normalize(), run(curve, p, q, 2, asm -> asm.plus(Z)));
      assertEquals(p.add(q).normalize(), run(curve, p, q, 2, CurveAssembler::plusJacobian));
    }
  }

  @ParameterizedTest
  @EnumSource
  void fastFormulasTellWhereTheyDoNotHold(Curve curve) {
    ECPoint p = point(curve);
    assertTrue(run(curve, p, p, 2, asm -> asm.plus(Z)).isInfinity());
    assertTrue(run(curve, p, p.negate(), 2, asm -> asm.plus(Z)).isInfinity());
    assertTrue(run(curve, p, p, 2, CurveAssembler::plusJacobian).isInfinity());
    // and Z stays zero
    ECPoint q =
        run(
            curve,
            p,
            p,
            2,
            asm -> {
              asm.plus(Z);
              asm.twice();
              asm.plus(Z);
              asm.plusJacobian();
            });
    assertTrue(q.isInfinity());
  }

  @ParameterizedTest
  @EnumSource
  void completeFormulasHoldForAllPoints(Curve curve) {
    ECPoint infinity = point(curve).getCurve().getInfinity();
    for (int i = 0; i < 20; i++) {
      ECPoint p = point(curve);
      ECPoint q = point(curve);
      for (ECPoint other : new ECPoint[] {q, p, p.negate(), infinity}) {
        assertEquals(p.add(other).normalize(), complete(curve, p, other));
        assertEquals(p.add(other).normalize(), complete(curve, other, p));
      }
      assertEquals(infinity, complete(curve, infinity, infinity));
      assertEquals(
          p.twice().normalize(), run(curve, p, q, 1, asm -> new CompleteFormulas(asm).twice()));
    }
  }

  @ParameterizedTest
  @EnumSource
  void generatorTable(Curve curve) {
    LadderShape shape = new LadderShape(curve, 5, 5);
    long[] table = GeneratorTable.of(shape);
    ECPoint base = generator(curve);
    for (int b = 0; b < shape.bases(); b++) {
      for (int i = 0; i < 16; i++) {
        int at = (b * 16 + i) * 10;
        ECPoint expected = base.multiply(BigInteger.valueOf(2L * i + 1)).normalize();
        LimbField field = curve.field();
        assertEquals(
            expected.getAffineXCoord().toBigInteger(), field.fromForm(coordinate(table, at)));
        assertEquals(
            expected.getAffineYCoord().toBigInteger(), field.fromForm(coordinate(table, at + 5)));
      }
      base = base.timesPow2(shape.windowsPerBase() * 5);
    }
  }

  @Test
  void shapesWhoseLastWindowIsAboveTheLadderAreRefused() {
    for (Curve curve : Curve.values()) {
      for (int[] widths : new int[][] {{1, 5}, {17, 5}, {13, 1}, {13, 6}, {14, 5}}) {
        boolean fits = curve == Curve.P256 && widths[0] == 14;
        if (fits) {
          assertEquals(19, new LadderShape(curve, 14, 5).generator().windows());
          continue;
        }
        IllegalArgumentException e =
            assertThrows(
                IllegalArgumentException.class, () -> new LadderShape(curve, widths[0], widths[1]));
        assertTrue(e.toString().contains("generatorWidth=" + widths[0]), e.toString());
      }
    }
  }

  @Test
  void endomorphism() {
    ECPoint p = point(Curve.SECP256K1);
    ECPoint q = p.multiply(Glv.LAMBDA).normalize();
    BigInteger x = p.getAffineXCoord().toBigInteger().multiply(Glv.BETA).mod(Curve.SECP256K1.p());
    assertEquals(x, q.getAffineXCoord().toBigInteger());
    assertEquals(p.getAffineYCoord(), q.getAffineYCoord());
    BigInteger n = Curve.SECP256K1.order();
    assertEquals(BigInteger.ZERO, Glv.A1.add(Glv.B1.multiply(Glv.LAMBDA)).mod(n));
    assertEquals(BigInteger.ZERO, Glv.A2.add(Glv.B2.multiply(Glv.LAMBDA)).mod(n));
  }

  private ECPoint complete(Curve curve, ECPoint p, ECPoint q) {
    return run(curve, p, q, 1, asm -> new CompleteFormulas(asm).plus());
  }

  /** Runs a program on p in (X, Y, Z) and q in (PX, PY, PZ), x = X / Z^power; infinity is Z = 0. */
  private ECPoint run(
      Curve curve,
      ECPoint p,
      ECPoint q,
      int power,
      java.util.function.Consumer<CurveAssembler> program) {
    CurveAssembler asm = new CurveAssembler(LadderShape.of(curve));
    BigInteger scale = power == 1 ? new BigInteger(200, random) : BigInteger.TWO;
    put(asm, X, p, scale, power);
    put(asm, PX, q, BigInteger.ONE, power);
    program.accept(asm);
    int[] f = new int[CurveAssembler.FILE_INTS];
    long[] code = asm.code();
    new MachineRun(curve.field(), asm.constants()).run(f, code, 0, code.length);
    BigInteger z = value(curve, f, Z);
    if (z.signum() == 0) {
      return p.getCurve().getInfinity();
    }
    BigInteger inverse = z.modInverse(curve.p());
    BigInteger x = value(curve, f, X).multiply(inverse.pow(power)).mod(curve.p());
    BigInteger y = value(curve, f, Y).multiply(inverse.pow(power == 1 ? 1 : 3)).mod(curve.p());
    return p.getCurve().createPoint(x, y);
  }

  private static void put(
      CurveAssembler asm, int register, ECPoint p, BigInteger scale, int power) {
    BigInteger x = p.isInfinity() ? BigInteger.ZERO : p.getAffineXCoord().toBigInteger();
    BigInteger y = p.isInfinity() ? BigInteger.ONE : p.getAffineYCoord().toBigInteger();
    int yRegister = register == X ? Y : PY;
    int zRegister = register == X ? Z : PZ;
    asm.constant(register, x.multiply(scale.pow(power)));
    asm.constant(yRegister, y.multiply(scale.pow(power == 1 ? 1 : 3)));
    asm.constant(zRegister, p.isInfinity() ? BigInteger.ZERO : scale);
  }

  private static BigInteger value(Curve curve, int[] f, int register) {
    return curve.field().fromForm(LimbField.join(f, register * FieldMachine.LIMBS));
  }

  /** A coordinate of a table of points: two limbs a long. */
  private static BigInteger coordinate(long[] table, int at) {
    int[] f = new int[FieldMachine.LIMBS];
    PointMachine.fetch(f, 0, longs(table), at);
    return LimbField.join(f, 0);
  }

  private static LongArray longs(long[] values) {
    LongArray array = new LongArray(values.length);
    for (int i = 0; i < values.length; i++) {
      array.set(i, values[i]);
    }
    return array;
  }

  private ECPoint point(Curve curve) {
    return generator(curve).multiply(new BigInteger(250, random)).normalize();
  }

  private static ECPoint generator(Curve curve) {
    return CustomNamedCurves.getByName(curve == Curve.P256 ? "secp256r1" : "secp256k1").getG();
  }
}
