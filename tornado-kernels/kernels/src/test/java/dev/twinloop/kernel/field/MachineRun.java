package dev.twinloop.kernel.field;

import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** The machine without items: what the point kernels do with the field's own instructions. */
public final class MachineRun {
  private final LimbField field;
  private final IntArray constants;

  public MachineRun(LimbField field, int[] constants) {
    this.field = field;
    this.constants = IntArray.fromArray(constants);
  }

  /** Runs instructions {@code from} to {@code to}, two ints each. */
  public void run(int[] f, int[] code, int from, int to) {
    FieldMachine.start(f, constants);
    for (int pc = from; pc < to; pc += 2) {
      int op = code[pc] & 15;
      int d = (code[pc] >> 4) & 511;
      int a = (code[pc] >> 13) & 511;
      int b = (code[pc] >> 22) & 511;
      switch (op) {
        case FieldMachine.MUL -> product(f, d, a, b);
        case FieldMachine.SQR -> square(f, d, a);
        case FieldMachine.LIN -> FieldMachine.combine(f, d, a, b, code[pc + 1]);
        case FieldMachine.HALF3 -> FieldMachine.threeHalves(f, d, a);
        case FieldMachine.FOLD -> FieldMachine.fold(f, d, a);
        case FieldMachine.CANON -> FieldMachine.canonical(f, d, a, constants);
        case FieldMachine.CONST -> FieldMachine.load(f, d, code[pc + 1], constants);
        default -> throw new AssertionError("op " + op);
      }
    }
  }

  private void product(int[] f, int d, int a, int b) {
    if (field == LimbField.P256) {
      P256Field.mul(f, d, a, b);
    } else {
      Secp256k1Field.mul(f, d, a, b);
    }
  }

  private void square(int[] f, int d, int a) {
    if (field == LimbField.P256) {
      P256Field.sqr(f, d, a);
    } else {
      Secp256k1Field.sqr(f, d, a);
    }
  }
}
