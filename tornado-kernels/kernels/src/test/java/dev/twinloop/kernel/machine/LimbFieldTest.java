package dev.twinloop.kernel.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.field.Ed25519Field;
import dev.twinloop.kernel.field.Moduli;
import dev.twinloop.kernel.field.P256Field;
import dev.twinloop.kernel.field.Secp256k1Field;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimbFieldTest {
  private static final int A = 1;
  private static final int B = 2;
  private static final int D = 3;

  /** Of any machine's file. */
  private static final int FILE = 40 * FieldSteps.LIMBS;

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
  void productsWithSums(LimbField field) {
    BigInteger p = field.modulus();
    for (BigInteger a : Moduli.values(BigInteger.TWO.pow(256), random, 20)) {
      for (BigInteger b : List.of(p, BigInteger.ZERO, new BigInteger(256, random))) {
        for (int times : new int[] {-2, -1, 1, 2, 3}) {
          FieldAssembler asm = assembler(field);
          asm.mul(D, A, new Assembler.Sum(A, times, B));
          BigInteger product = times(field, a, a.add(b.multiply(BigInteger.valueOf(times))).mod(p));
          String what = a + " * (" + a + " + " + times + " * " + b + ")";
          assertEquals(product, run(asm, a, b).mod(p), what);
          int factor = Math.max(-times, -2);
          asm.plus(factor, B);
          BigInteger sum = product.add(b.multiply(BigInteger.valueOf(factor)));
          assertEquals(sum.mod(p), run(asm, a, b).mod(p), what + ", " + factor + " * b more");
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void linearSteps(LimbField field) {
    BigInteger p = field.modulus();
    for (BigInteger a : Moduli.values(BigInteger.TWO.pow(256), random, 20)) {
      for (BigInteger b : List.of(p, BigInteger.ZERO, new BigInteger(256, random))) {
        FieldAssembler asm = assembler(field);
        asm.lin(D, A, -2, B);
        BigInteger d = run(asm, a, b);
        assertEquals(a.subtract(b.shiftLeft(1)).mod(p), d.mod(p), a + " - 2 * " + b);
        asm.lin(D, D, 3, A);
        BigInteger e = run(asm, a, b);
        assertEquals(d.add(a.multiply(BigInteger.valueOf(3))).mod(p), e.mod(p), "+ 3 * " + a);
        asm.canon(D, D);
        assertEquals(e.mod(p), run(asm, a, b), "reduced");
      }
      FieldAssembler asm = assembler(field);
      asm.move(D, A);
      assertEquals(a, run(asm, a, a), "moved");
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
    int[] f = new int[FILE];
    Arrays.fill(f, (1 << 29) - 1);
    BigInteger a = LimbField.join(f, 0);
    FieldAssembler asm = assembler(field);
    asm.mul(D, A, B);
    asm.sqr(A, A);
    new MachineRun(field, asm.constants()).run(f, asm.code(), 2, 4);
    for (int at : new int[] {D * FieldSteps.LIMBS, A * FieldSteps.LIMBS}) {
      assertEquals(times(field, a, a), LimbField.join(f, at).mod(field.modulus()));
    }
    int y = B * FieldSteps.LIMBS;
    f[y + 8] = (1 << 24) - 1;
    a = LimbField.join(f, y);
    negateIf(field, 0, f, y);
    assertEquals(a, LimbField.join(f, y));
    negateIf(field, -1, f, y);
    assertEquals(a.negate().mod(field.modulus()), LimbField.join(f, y).mod(field.modulus()));
  }

  private static void negateIf(LimbField field, int sign, int[] f, int y) {
    switch (field) {
      case SECP256K1 -> Secp256k1Field.negateIf(sign, f, y);
      case P256 -> P256Field.negateIf(sign, f, y);
      case ED25519 -> Ed25519Field.negateIf(sign, f, y);
    }
  }

  /** What is added to keep limbs positive is a multiple of p, larger than 2^30 in every limb. */
  @ParameterizedTest
  @EnumSource
  void lifts(LimbField field) {
    for (int multiple : new int[] {1, 4, 64, LimbField.FOLDED_MULTIPLE, 127}) {
      int[] limbs = field.limbsOfLift(multiple);
      BigInteger value = LimbField.join(limbs, 0);
      long sparse = field == LimbField.ED25519 ? 2 : 1; // the sparse limbs are those of 2 p
      assertEquals(field.modulus().multiply(BigInteger.valueOf(sparse * multiple)), value);
      for (int i = 0; i < FieldSteps.LIMBS - 1; i++) {
        assertTrue(limbs[i] > 1 << 30, "limb " + i + " of " + multiple + " p");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void assemblerRefusesWhatCouldOverflow(LimbField field) {
    FieldAssembler asm = assembler(field);
    assertThrows(IllegalStateException.class, () -> asm.mul(D, A, D + 99));
    assertThrows(IllegalStateException.class, () -> asm.lin(D, A, 9, A));
    assertThrows(IllegalStateException.class, () -> asm.plus(1, A));
    asm.lin(D, A, -2, A);
    assertThrows(IllegalStateException.class, () -> asm.mul(D, D, new Assembler.Sum(D, 15, D)));
    assertThrows(IllegalStateException.class, () -> asm.move(Instruction.REGISTERS, A));
  }

  /**
   * The columns of two such factors do not overflow. But limb 8 of the product would: on P-256 it
   * lost its highest bits, on secp256k1 what is folded was more than the bound said.
   */
  @ParameterizedTest
  @EnumSource
  void aProductWhoseLimb8NoIntHoldsIsRefused(LimbField field) {
    Bound large = new Bound(1L << 29, (1L << 31) - 1);
    assertThrows(IllegalStateException.class, () -> field.product(large, large));
    Bound half = new Bound(1L << 29, (1L << 30) - 1);
    assertTrue(field.product(half, half).top() < 1L << 32);
  }

  private static FieldAssembler assembler(LimbField field) {
    FieldAssembler asm = new FieldAssembler(field);
    asm.rawConstant(A, BigInteger.ZERO);
    asm.rawConstant(B, BigInteger.ZERO);
    return asm;
  }

  /** Runs a program, with A and B set after its two constants. */
  private static BigInteger run(FieldAssembler asm, BigInteger a, BigInteger b) {
    int[] f = new int[FILE];
    MachineRun machine = new MachineRun(asm.field(), asm.constants());
    long[] code = asm.code();
    machine.run(f, code, 0, 2);
    LimbField.split(a, f, A * FieldSteps.LIMBS);
    LimbField.split(b, f, B * FieldSteps.LIMBS);
    machine.run(f, code, 2, code.length);
    return LimbField.join(f, D * FieldSteps.LIMBS);
  }

  private static BigInteger times(LimbField field, BigInteger a, BigInteger b) {
    BigInteger p = field.modulus();
    BigInteger product = field.fromForm(a).multiply(field.fromForm(b)).mod(p);
    return field.toForm(product);
  }
}
