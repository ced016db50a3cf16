package dev.twinloop.kernel.machine.weierstrass;

import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PX;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PY;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.PZ;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.X;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.Y;
import static dev.twinloop.kernel.machine.weierstrass.CurveAssembler.Z;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.field.Moduli;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.machine.FieldSteps;
import dev.twinloop.kernel.machine.LimbField;
import dev.twinloop.kernel.machine.MachineRun;
import dev.twinloop.kernel.machine.PointMemory;
import java.math.BigInteger;
import java.util.Random;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

class FormulasTest {
  private final Random random = new Random(13);

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void fastFormulasHoldForDifferentPoints(Group curve) {
    for (int i = 0; i < 50; i++) {
      ECPoint p = point(curve);
      ECPoint q = point(curve);
      assertEquals(p.twice().normalize(), run(curve, p, q, 2, CurveAssembler::twice));
      assertEquals(p.add(q).normalize(), run(curve, p, q, 2, asm -> asm.plus(Z)));
      assertEquals(p.add(q).normalize(), run(curve, p, q, 2, CurveAssembler::plusJacobian));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void threeHalves(Group curve) {
    BigInteger p = curve.field().modulus();
    for (BigInteger a : Moduli.values(p, random, 20)) {
      CurveAssembler asm = new CurveAssembler(LadderShape.of(curve));
      asm.constant(X, a);
      asm.half3(Y, X);
      asm.add(Y, Y, Y);
      int[] f = new int[CurveAssembler.FILE_INTS];
      new MachineRun(asm.field(), asm.constants()).run(f, asm.code(), 0, asm.here());
      assertEquals(a.multiply(BigInteger.valueOf(3)).mod(p), value(curve, f, Y), "3/2 of " + a);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void fastFormulasTellWhereTheyDoNotHold(Group curve) {
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
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void completeFormulasHoldForAllPoints(Group curve) {
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
  @MethodSource("dev.twinloop.kernel.ecdsa.EcdsaBatch#curves")
  void generatorTable(Group curve) {
    LadderShape shape = new LadderShape(curve, 5, 5);
    long[] table = GeneratorTable.of(shape);
    ECPoint base = generator(curve);
    for (int b = 0; b < shape.bases(); b++) {
      for (int i = 0; i < 16; i++) {
        int at = (b * 16 + i) * 10;
        ECPoint expected = base.multiply(BigInteger.valueOf(2L * i + 1)).normalize();
        LimbField field = LimbField.of(curve.field());
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
    for (Group curve : EcdsaBatch.curves()) {
      for (int[] widths : new int[][] {{1, 5}, {17, 5}, {13, 1}, {13, 6}, {14, 5}}) {
        boolean fits = curve == Groups.P256 && widths[0] == 14;
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
    Glv glv = Glv.of(Groups.SECP256K1);
    ECPoint p = point(Groups.SECP256K1);
    ECPoint q = p.multiply(glv.lambda()).normalize();
    BigInteger x =
        p.getAffineXCoord()
            .toBigInteger()
            .multiply(glv.beta())
            .mod(Groups.SECP256K1.field().modulus());
    assertEquals(x, q.getAffineXCoord().toBigInteger());
    assertEquals(p.getAffineYCoord(), q.getAffineYCoord());
    BigInteger n = Groups.SECP256K1.order();
    assertEquals(BigInteger.ZERO, glv.a1().add(glv.b1().multiply(glv.lambda())).mod(n));
    assertEquals(BigInteger.ZERO, glv.a2().add(glv.b2().multiply(glv.lambda())).mod(n));
    // as in bitcoin-core/secp256k1's documentation of its scalar splitting
    assertEquals(
        hex("5363ad4cc05c30e0a5261c028812645a122e22ea20816678df02967c1b23bd72"), glv.lambda());
    assertEquals(
        hex("7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501ee"), glv.beta());
    assertEquals(hex("3086d221a7d46bcde86c90e49284eb15"), glv.a1());
    assertEquals(hex("e4437ed6010e88286f547fa90abfe4c3").negate(), glv.b1());
    assertEquals(hex("114ca50f7a8e2f3f657c1108d9d44cfd8"), glv.a2());
    assertEquals(glv.a1(), glv.b2());
  }

  private static BigInteger hex(String digits) {
    return new BigInteger(digits, 16);
  }

  private ECPoint complete(Group curve, ECPoint p, ECPoint q) {
    return run(curve, p, q, 1, asm -> new CompleteFormulas(asm).plus());
  }

  /** Runs a program on p in (X, Y, Z) and q in (PX, PY, PZ), x = X / Z^power; infinity is Z = 0. */
  private ECPoint run(
      Group curve,
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
    new MachineRun(LimbField.of(curve.field()), asm.constants()).run(f, code, 0, code.length);
    BigInteger z = value(curve, f, Z);
    if (z.signum() == 0) {
      return p.getCurve().getInfinity();
    }
    BigInteger inverse = z.modInverse(curve.field().modulus());
    BigInteger x = value(curve, f, X).multiply(inverse.pow(power)).mod(curve.field().modulus());
    BigInteger y =
        value(curve, f, Y).multiply(inverse.pow(power == 1 ? 1 : 3)).mod(curve.field().modulus());
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

  private static BigInteger value(Group curve, int[] f, int register) {
    return LimbField.of(curve.field()).fromForm(LimbField.join(f, register * FieldSteps.LIMBS));
  }

  /** A coordinate of a table of points: two limbs a long. */
  private static BigInteger coordinate(long[] table, int at) {
    int[] f = new int[FieldSteps.LIMBS];
    PointMemory.fetch(f, 0, longs(table), at);
    return LimbField.join(f, 0);
  }

  private static LongArray longs(long[] values) {
    LongArray array = new LongArray(values.length);
    for (int i = 0; i < values.length; i++) {
      array.set(i, values[i]);
    }
    return array;
  }

  private ECPoint point(Group curve) {
    return generator(curve).multiply(new BigInteger(250, random)).normalize();
  }

  private static ECPoint generator(Group curve) {
    return CustomNamedCurves.getByName(curve == Groups.P256 ? "secp256r1" : "secp256k1").getG();
  }
}
