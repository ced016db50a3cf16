package dev.twinloop.kernel.machine;

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
        case FieldMachine.HALF3 -> {
          if (p256()) {
            P256Field.threeHalves(f, d, a);
          } else {
            Secp256k1Field.threeHalves(f, d, a);
          }
        }
        case FieldMachine.MOVE -> FieldMachine.move(f, d, a);
        case FieldMachine.CANON -> FieldMachine.canonical(f, d, a, constants);
        case FieldMachine.CONST -> FieldMachine.load(f, d, more, constants);
        default -> throw new AssertionError("op " + (word & 15));
      }
    }
  }

  private boolean p256() {
    return field == LimbField.P256;
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
      if (p256()) {
        P256Field.sum(f, sum, b, times, c);
      } else {
        Secp256k1Field.sum(f, sum, b, times, c);
      }
    } else if (p256()) {
      P256Field.difference(f, sum, b, -times, c, FieldMachine.multiple(more));
    } else {
      Secp256k1Field.difference(f, sum, b, -times, c, 0);
    }
    return sum;
  }

  private void added(int[] f, int more, int d, int a) {
    int factor = FieldMachine.added(more);
    int e = FieldMachine.e(more);
    if (factor > 0) {
      if (p256()) {
        P256Field.add(f, d, a, factor, e);
      } else {
        Secp256k1Field.add(f, d, a, factor, e);
      }
    }
    if (factor < 0) {
      if (p256()) {
        P256Field.subtract(f, d, a, -factor, e, FieldMachine.addedMultiple(more));
      } else {
        Secp256k1Field.subtract(f, d, a, -factor, e, 0);
      }
    }
  }

  /** f[d] = f[a] * f[b], for offsets d, a, b. */
  static void product(LimbField field, int[] f, int[] registers) {
    if (field == LimbField.P256) {
      P256Field.mul(f, registers[0], registers[1], registers[2]);
    } else {
      Secp256k1Field.mul(f, registers[0], registers[1], registers[2]);
    }
  }

  /** f[d] = f[a] squared, for offsets. */
  static void square(LimbField field, int[] f, int d, int a) {
    if (field == LimbField.P256) {
      P256Field.sqr(f, d, a);
    } else {
      Secp256k1Field.sqr(f, d, a);
    }
  }

  /** f[y] = -f[y] where the sign is -1. */
  static void negateIf(LimbField field, int sign, int[] f, int y) {
    if (field == LimbField.P256) {
      P256Field.negateIf(sign, f, y);
    } else {
      Secp256k1Field.negateIf(sign, f, y);
    }
  }
}
