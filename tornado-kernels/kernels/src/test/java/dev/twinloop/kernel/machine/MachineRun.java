package dev.twinloop.kernel.machine;

import dev.twinloop.kernel.field.Ed25519Field;
import dev.twinloop.kernel.field.P256Field;
import dev.twinloop.kernel.field.Secp256k1Field;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** The machine without items: what the point kernels do with the field's own instructions. */
public final class MachineRun {
  private final LimbField field;
  private final IntArray constants;

  public MachineRun(LimbField field, int[] constants) {
    this.field = field;
    this.constants = IntArray.fromArray(constants);
  }

  /** Runs instructions {@code from} to {@code to}; sums in products go to the last register. */
  public void run(int[] f, long[] code, int from, int to) {
    for (int pc = from; pc < to; pc++) {
      int word = (int) code[pc];
      int more = (int) (code[pc] >> 32);
      int d = FieldMachine.d(word);
      int a = FieldMachine.a(word);
      switch (word & 15) {
        case FieldMachine.MUL -> {
          product(field, f, new int[] {d, a, factor(f, word, more)});
          added(f, more, d, d);
        }
        case FieldMachine.SQR -> {
          square(field, f, d, a);
          added(f, more, d, d);
        }
        case FieldMachine.LIN -> added(f, more, d, a);
        case FieldMachine.HALF3 -> arithmetic(field).halves().run(f, d, a);
        case FieldMachine.MOVE -> FieldMachine.move(f, d, a);
        case FieldMachine.CANON -> FieldMachine.canonical(f, d, a, constants, field.topBits());
        case FieldMachine.CONST -> FieldMachine.load(f, d, more, constants);
        default -> throw new AssertionError("op " + (word & 15));
      }
    }
  }

  private int factor(int[] f, int word, int more) {
    int times = FieldMachine.times(more);
    int b = FieldMachine.b(word);
    int c = FieldMachine.c(word);
    int sum = f.length - FieldMachine.LIMBS;
    if (times == 0) {
      return b;
    }
    if (times > 0) {
      arithmetic(field).sum().run(f, sum, b, times, c);
    } else {
      arithmetic(field).difference().run(f, sum, b, -times, c, FieldMachine.multiple(more));
    }
    return sum;
  }

  private void added(int[] f, int more, int d, int a) {
    int factor = FieldMachine.added(more);
    int e = FieldMachine.e(more);
    if (factor > 0) {
      arithmetic(field).add().run(f, d, a, factor, e);
    }
    if (factor < 0) {
      arithmetic(field).subtract().run(f, d, a, -factor, e, FieldMachine.addedMultiple(more));
    }
  }

  /** f[d] = f[a] * f[b], for offsets d, a, b. */
  static void product(LimbField field, int[] f, int[] registers) {
    arithmetic(field).mul().run(f, registers[0], registers[1], registers[2]);
  }

  /** f[d] = f[a] squared, for offsets. */
  static void square(LimbField field, int[] f, int d, int a) {
    arithmetic(field).sqr().run(f, d, a);
  }

  /** f[y] = -f[y] where the sign is -1. */
  static void negateIf(LimbField field, int sign, int[] f, int y) {
    arithmetic(field).negateIf().run(sign, f, y);
  }

  private interface Step {
    void run(int[] f, int d, int a);
  }

  private interface Product {
    void run(int[] f, int d, int a, int b);
  }

  private interface Sum {
    void run(int[] f, int d, int b, int k, int c);
  }

  private interface Difference {
    void run(int[] f, int d, int b, int k, int c, int m);
  }

  private interface Negation {
    void run(int sign, int[] f, int y);
  }

  /** A field's methods, which kernels name in their source. */
  private record Arithmetic(
      Product mul,
      Step sqr,
      Sum sum,
      Difference difference,
      Sum add,
      Difference subtract,
      Step halves,
      Negation negateIf) {}

  private static Arithmetic arithmetic(LimbField field) {
    return switch (field) {
      case SECP256K1 ->
          new Arithmetic(
              Secp256k1Field::mul,
              Secp256k1Field::sqr,
              Secp256k1Field::sum,
              Secp256k1Field::difference,
              Secp256k1Field::add,
              Secp256k1Field::subtract,
              Secp256k1Field::threeHalves,
              Secp256k1Field::negateIf);
      case P256 ->
          new Arithmetic(
              P256Field::mul,
              P256Field::sqr,
              P256Field::sum,
              P256Field::difference,
              P256Field::add,
              P256Field::subtract,
              P256Field::threeHalves,
              P256Field::negateIf);
      case ED25519 ->
          new Arithmetic(
              Ed25519Field::mul,
              Ed25519Field::sqr,
              Ed25519Field::sum,
              Ed25519Field::difference,
              Ed25519Field::add,
              Ed25519Field::subtract,
              Ed25519Field::threeHalves,
              Ed25519Field::negateIf);
    };
  }
}
