package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.curve.CurveAssembler;
import dev.twinloop.kernel.curve.LadderShape;
import dev.twinloop.kernel.curve.VerifyPrograms;

/**
 * The programs that point kernels run, as they lie in their {@code code} buffers.
 *
 * <pre>
 *   index   0       1     2            3           4         5         6        7
 *         +--------+-----+------------+-----------+---------+---------+--------+----------+---
 *         | RUN_ON | END | TABLE_INTS | BASE_INTS | ON_MISS | ON_MATCH| ON_ZERO| OFF_CURVE| …
 *         +--------+-----+------------+-----------+---------+---------+--------+----------+---
 * </pre>
 *
 * @param code header and instructions
 * @param constants nine limbs each
 */
record PointPrograms(int[] code, int[] constants) {
  static final int RUN_ON = 0;
  static final int END = 1;
  static final int TABLE_INTS = 2;
  static final int BASE_INTS = 3;
  static final int ON_MISS = 4;
  static final int ON_MATCH = 5;
  static final int ON_ZERO = 6;
  static final int OFF_CURVE = 7;
  static final int START = 8;

  /** Finds y of compressed keys. */
  static PointPrograms expand(LadderShape shape) {
    return of(shape, new VerifyPrograms(shape).expand(), Status.EXPAND, Status.PENDING);
  }

  /** Judges every item for which the fast formulas hold. */
  static PointPrograms verify(LadderShape shape) {
    return of(shape, new VerifyPrograms(shape).verify(), Status.PENDING, Status.SETTLE);
  }

  /** Judges the rest. */
  static PointPrograms settle(LadderShape shape) {
    return of(shape, new VerifyPrograms(shape).settle(), Status.SETTLE, Verdict.WRONG.code());
  }

  private static PointPrograms of(LadderShape shape, CurveAssembler asm, int runOn, int onZero) {
    int[] instructions = asm.code();
    int[] code = new int[START + instructions.length];
    System.arraycopy(instructions, 0, code, START, instructions.length);
    code[RUN_ON] = runOn;
    code[END] = code.length;
    code[TABLE_INTS] = shape.tableInts();
    code[BASE_INTS] = shape.generator().entries() * 2 * 9;
    code[ON_MISS] = Verdict.WRONG.code();
    code[ON_MATCH] = runOn == Status.EXPAND ? Status.PENDING : Verdict.VALID.code();
    code[ON_ZERO] = onZero;
    code[OFF_CURVE] = Verdict.KEY_NOT_ON_CURVE.code();
    return new PointPrograms(code, asm.constants());
  }
}
