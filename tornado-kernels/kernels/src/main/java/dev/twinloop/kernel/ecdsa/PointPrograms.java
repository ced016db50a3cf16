package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.curve.CurveAssembler;
import dev.twinloop.kernel.curve.LadderShape;
import dev.twinloop.kernel.curve.PointMachine;
import dev.twinloop.kernel.curve.RecoverPrograms;
import dev.twinloop.kernel.curve.VerifyPrograms;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a point kernel runs for each item, as it lies in its {@code code} buffer: a few programs, of
 * which those run whose {@code RUN_ON} the item's status is when their turn comes.
 *
 * <pre>
 *   index   0           1             2            3             8
 *         +-----------+-------------+------------+-------------+--------+---  ---+--------------+
 *         | HEADS_END | TABLE_LONGS | BASE_LONGS | SCALAR_INTS | head 0 |   …    | instructions |
 *         +-----------+-------------+------------+-------------+--------+---  ---+--------------+
 *   head    RUN_ON, START, END, ON_MISS, ON_MATCH, ON_ZERO, OFF_CURVE
 * </pre>
 */
final class PointPrograms {
  static final int HEADS_END = 0;
  static final int TABLE_LONGS = 1;
  static final int BASE_LONGS = 2;
  static final int SCALAR_INTS = 3;

  /** Where the first head is, and how long each is. */
  static final int HEAD = 8;

  static final int RUN_ON = 0;
  static final int START = 1;
  static final int END = 2;
  static final int ON_MISS = 3;
  static final int ON_MATCH = 4;
  static final int ON_ZERO = 5;
  static final int OFF_CURVE = 6;

  private static final Map<Group, PointPrograms> VERIFICATIONS = new ConcurrentHashMap<>();

  private final long[] code;
  private final int[] constants;

  private PointPrograms(long[] code, int[] constants) {
    this.code = code;
    this.constants = constants;
  }

  /** Heads and instructions; not to be changed. */
  long[] code() {
    return code;
  }

  /** Constants of the field and the programs, nine limbs each; not to be changed. */
  int[] constants() {
    return constants;
  }

  /** Verification: y of compressed keys; where the fast formulas hold; the rest. */
  static PointPrograms verification(Group curve) {
    return VERIFICATIONS.computeIfAbsent(curve, c -> verification(LadderShape.of(c)));
  }

  /** Recovery on secp256k1: where the fast formulas hold; the rest. */
  static PointPrograms recovery() {
    return Recover.ALL;
  }

  private static final class Recover {
    static final PointPrograms ALL = recovery(LadderShape.of(Groups.SECP256K1));
  }

  private static PointPrograms verification(LadderShape shape) {
    CurveAssembler asm = new CurveAssembler(shape);
    VerifyPrograms programs = new VerifyPrograms(asm);
    int wrong = Verdict.WRONG.code();
    int valid = Verdict.VALID.code();
    int offCurve = Verdict.KEY_NOT_ON_CURVE.code();
    Heads heads = new Heads(asm);
    programs.expand();
    heads.add(Status.EXPAND, wrong, Status.PENDING, Status.PENDING, offCurve);
    programs.verify();
    heads.add(Status.PENDING, wrong, valid, Status.SETTLE, offCurve);
    programs.settle();
    heads.add(Status.SETTLE, wrong, valid, wrong, offCurve);
    return heads.programs(shape.tableLongs());
  }

  private static PointPrograms recovery(LadderShape shape) {
    CurveAssembler asm = new CurveAssembler(shape);
    RecoverPrograms programs = new RecoverPrograms(asm);
    int recovered = Recovery.RECOVERED.code();
    int noPoint = Recovery.NO_SUCH_POINT.code();
    Heads heads = new Heads(asm);
    programs.recover();
    heads.add(Status.PENDING, recovered, recovered, Status.SETTLE, noPoint);
    programs.settle();
    heads.add(Status.SETTLE, recovered, recovered, Recovery.INFINITY.code(), noPoint);
    return heads.programs(RecoverPrograms.tableLongs(shape));
  }

  /** Collects heads while the programs are written. */
  private static final class Heads {
    private final CurveAssembler asm;
    private final List<long[]> heads = new ArrayList<>();
    private int from;

    Heads(CurveAssembler asm) {
      this.asm = asm;
    }

    /**
     * Ends a program.
     *
     * @param verdicts on a miss, on a match, where Z is zero, off the curve
     */
    void add(long runOn, long... verdicts) {
      int to = asm.code().length;
      long[] head = new long[HEAD];
      head[RUN_ON] = runOn;
      head[START] = from;
      head[END] = to;
      System.arraycopy(verdicts, 0, head, ON_MISS, verdicts.length);
      heads.add(head);
      from = to;
    }

    PointPrograms programs(int tableLongs) {
      int first = HEAD * (1 + heads.size());
      long[] instructions = asm.code();
      long[] code = new long[first + instructions.length];
      code[HEADS_END] = first;
      code[TABLE_LONGS] = tableLongs;
      code[BASE_LONGS] = asm.shape().baseLongs();
      code[SCALAR_INTS] = PointMachine.SCALAR_INTS;
      for (int i = 0; i < heads.size(); i++) {
        long[] head = heads.get(i);
        head[START] += first;
        head[END] += first;
        System.arraycopy(head, 0, code, HEAD * (1 + i), HEAD);
      }
      System.arraycopy(instructions, 0, code, first, instructions.length);
      return new PointPrograms(code, asm.constants());
    }
  }
}
