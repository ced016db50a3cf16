package dev.twinloop.kernel.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimbFieldTest {
  private static final int A = FieldMachine.FIRST_REGISTER;
  private static final int B = A + FieldMachine.LIMBS;
  private static final int D = B + FieldMachine.LIMBS;

  private final Random random = new Random(12);

  @ParameterizedTest
  @EnumSource
  void products(LimbField field) {
    BigInteger p = field.modulus();
    List<BigInteger> values = Moduli.values(BigInteger.TWO.pow(257), random, 20);
    for (BigInteger a : values) {
      for (BigInteger b : values) {
        FieldAssembler asm = assembler(field);
        asm.mul(D, A, B);
        assertEquals(times(field, a, b), run(asm, a, b).mod(p), a + " * " + b);
      }
      FieldAssembler asm = assembler(field);
      asm.sqr(D, A);
      assertEquals(times(field, a, a), run(asm, a, a).mod(p), a + " squared");
    }
  }

  @ParameterizedTest
  @EnumSource
  void linearSteps(LimbField field) {
    BigInteger p = field.modulus();
    for (BigInteger a : Moduli.values(BigInteger.TWO.pow(256), random, 20)) {
      for (BigInteger b : List.of(p, BigInteger.ZERO, new BigInteger(256, random))) {
        FieldAssembler asm = assembler(field);
        asm.lin(D, 1, A, -2, B);
        BigInteger d = run(asm, a, b);
        assertEquals(a.subtract(b.shiftLeft(1)).mod(p), d.mod(p), a + " - 2 * " + b);
        asm.canon(D, D);
        assertEquals(d.mod(p), run(asm, a, b), "reduced");
      }
      FieldAssembler asm = assembler(field);
      asm.half3(D, A);
      asm.add(D, D, D);
      asm.fold(D, D);
      BigInteger d = run(asm, a, a);
      assertEquals(a.multiply(BigInteger.valueOf(3)).mod(p), d.mod(p), "3/2 of " + a + ", doubled");
      assertTrue(d.bitLength() <= 257, "folded: " + d.bitLength() + " bits");
      asm.canon(D, A);
      assertEquals(a.mod(p), run(asm, a, a), "reduced: " + a);
      asm.constant(D, a);
      assertEquals(field.toForm(a), run(asm, a, a), "constant");
      assertEquals(a.mod(p), field.fromForm(field.toForm(a)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void limbsOfAllOnes(LimbField field) {
    int[] f = new int[4 * FieldMachine.LIMBS];
    java.util.Arrays.fill(f, (1 << 29) - 1);
    BigInteger a = LimbField.join(f, 0);
    multiply(field, f, 0, 9, 18);
    assertEquals(times(field, a, a), LimbField.join(f, 0).mod(field.modulus()));
    square(field, f, 0, 27);
    assertEquals(times(field, a, a), LimbField.join(f, 0).mod(field.modulus()));
  }

  @ParameterizedTest
  @EnumSource
  void assemblerRefusesWhatCouldOverflow(LimbField field) {
    FieldAssembler asm = assembler(field);
    assertThrows(IllegalStateException.class, () -> asm.mul(D, A, D + 99));
    assertThrows(IllegalStateException.class, () -> asm.lin(D, 9, A, 1, A));
    asm.lin(D, 3, A, -2, A);
    assertThrows(
        IllegalStateException.class,
        () -> {
          for (int i = 0; i < 9; i++) {
            asm.add(D, D, D);
          }
        });
  }

  private static FieldAssembler assembler(LimbField field) {
    FieldAssembler asm = new FieldAssembler(field);
    asm.rawConstant(A, BigInteger.ZERO);
    asm.rawConstant(B, BigInteger.ZERO);
    return asm;
  }

  /** Runs a program, with A and B set after its two constants. */
  private static BigInteger run(FieldAssembler asm, BigInteger a, BigInteger b) {
    int[] f = new int[64 * FieldMachine.LIMBS];
    MachineRun machine = new MachineRun(asm.field(), asm.constants());
    int[] code = asm.code();
    machine.run(f, code, 0, 4);
    LimbField.split(a, f, A);
    LimbField.split(b, f, B);
    machine.run(f, code, 4, code.length);
    return LimbField.join(f, D);
  }

  private static BigInteger times(LimbField field, BigInteger a, BigInteger b) {
    BigInteger p = field.modulus();
    BigInteger product = field.fromForm(a).multiply(field.fromForm(b)).mod(p);
    return field.toForm(product);
  }

  private static void multiply(LimbField field, int[] f, int d, int a, int b) {
    if (field == LimbField.P256) {
      P256Field.mul(f, d, a, b);
    } else {
      Secp256k1Field.mul(f, d, a, b);
    }
  }

  private static void square(LimbField field, int[] f, int d, int a) {
    if (field == LimbField.P256) {
      P256Field.sqr(f, d, a);
    } else {
      Secp256k1Field.sqr(f, d, a);
    }
  }
}
