package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.curve.Curve;
import dev.twinloop.kernel.curve.CurveAssembler;
import dev.twinloop.kernel.curve.LadderShape;
import dev.twinloop.kernel.curve.RecoverPrograms;
import dev.twinloop.kernel.curve.VerifyPrograms;
import java.util.List;

/**
 * The programs that point kernels run, as they lie in their {@code code} buffers.
 *
 * <pre>
 *   index   0       1     2            3           4         5         6        7
 *         +--------+-----+------------+-----------+---------+---------+--------+----------+---
 *         | RUN_ON | END | TABLE_INTS | BASE_INTS | ON_MISS | ON_MATCH| ON_ZERO| OFF_CURVE| …
 *         +--------+-----+------------+-----------+---------+---------+--------+----------+---
 * </pre>
 */
final class PointPrograms {
  static final int RUN_ON = 0;
  static final int END = 1;
  static final int TABLE_INTS = 2;
  static final int BASE_INTS = 3;
  static final int ON_MISS = 4;
  static final int ON_MATCH = 5;
  static final int ON_ZERO = 6;
  static final int OFF_CURVE = 7;
  static final int START = 8;

  private final int[] code;
  private final int[] constants;

  private PointPrograms(int[] code, int[] constants) {
    this.code = code;
    this.constants = constants;
  }

  /** Header and instructions; not to be changed. */
  int[] code() {
    return code;
  }

  /** Constants of the field and the program, nine limbs each; not to be changed. */
  int[] constants() {
    return constants;
  }

  /**
   * The programs of a curve in the order they run: y of compressed keys; every item for which the
   * fast formulas hold; the rest.
   */
  static List<PointPrograms> all(Curve curve) {
    return switch (curve) {
      case SECP256K1 -> Secp256k1.ALL;
      case P256 -> P256.ALL;
    };
  }

  static List<PointPrograms> all(LadderShape shape) {
    VerifyPrograms programs = new VerifyPrograms(shape);
    return List.of(
        of(shape, programs.expand(), Status.EXPAND, Status.PENDING),
        of(shape, programs.verify(), Status.PENDING, Status.SETTLE),
        of(shape, programs.settle(), Status.SETTLE, Verdict.WRONG.code()));
  }

  private static final class Secp256k1 {
    static final List<PointPrograms> ALL = all(LadderShape.of(Curve.SECP256K1));
  }

  private static final class P256 {
    static final List<PointPrograms> ALL = all(LadderShape.of(Curve.P256));
  }

  /** The programs of recovery on secp256k1: where the fast formulas hold; the rest. */
  static List<PointPrograms> recovery() {
    return Recover.ALL;
  }

  private static final class Recover {
    static final List<PointPrograms> ALL = make(LadderShape.of(Curve.SECP256K1));

    private static List<PointPrograms> make(LadderShape shape) {
      RecoverPrograms programs = new RecoverPrograms(shape);
      return List.of(
          recovering(shape, programs.recover(), Status.PENDING, Status.SETTLE),
          recovering(shape, programs.settle(), Status.SETTLE, Recovery.INFINITY.code()));
    }
  }

  private static PointPrograms recovering(
      LadderShape shape, CurveAssembler asm, int runOn, int onZero) {
    PointPrograms program = of(shape, asm, runOn, onZero);
    program.code[TABLE_INTS] = RecoverPrograms.tableInts(shape);
    program.code[ON_MATCH] = Recovery.RECOVERED.code();
    program.code[OFF_CURVE] = Recovery.NO_SUCH_POINT.code();
    return program;
  }

  private static PointPrograms of(LadderShape shape, CurveAssembler asm, int runOn, int onZero) {
    int[] instructions = asm.code();
    int[] code = new int[START + instructions.length];
    System.arraycopy(instructions, 0, code, START, instructions.length);
    code[RUN_ON] = runOn;
    code[END] = code.length;
    code[TABLE_INTS] = shape.tableInts();
    code[BASE_INTS] = shape.generatorInts() / shape.bases();
    code[ON_MISS] = Verdict.WRONG.code();
    code[ON_MATCH] = runOn == Status.EXPAND ? Status.PENDING : Verdict.VALID.code();
    code[ON_ZERO] = onZero;
    code[OFF_CURVE] = Verdict.KEY_NOT_ON_CURVE.code();
    return new PointPrograms(code, asm.constants());
  }
}
