package dev.twinloop.kernel.ecdsa.plan;

import dev.twinloop.kernel.ecdsa.kernels.Codes;
import dev.twinloop.kernel.ecdsa.kernels.PointCode;
import dev.twinloop.kernel.ecdsa.kernels.RecoveryCodes;
import dev.twinloop.kernel.ecdsa.kernels.ScalarKernels;
import dev.twinloop.kernel.ecdsa.kernels.Status;
import dev.twinloop.kernel.field.KernelClasses;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.weierstrass.CurveAssembler;
import dev.twinloop.kernel.machine.weierstrass.LadderShape;
import dev.twinloop.kernel.machine.weierstrass.RecoverPrograms;
import dev.twinloop.kernel.machine.weierstrass.VerifyPrograms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a point kernel runs for each item, as it lies in its {@code code} buffer, {@link PointCode}:
 * a few programs, of which those run whose {@code RUN_ON} the item's status is when their turn
 * comes.
 */
public final class PointPrograms {
  /** The point kernels of curves. */
  public static final KernelClasses<Group> KERNELS =
      new KernelClasses<>("signatures: curve", ScalarKernels.class, "Points", Groups.all());

  private static final Map<Group, PointPrograms> VERIFICATIONS = new ConcurrentHashMap<>();

  private final long[] code;
  private final int[] constants;

  private PointPrograms(long[] code, int[] constants) {
    this.code = code;
    this.constants = constants;
  }

  /** Heads and instructions; not to be changed. */
  public long[] code() {
    return code;
  }

  /** Constants of the field and the programs, nine limbs each; not to be changed. */
  public int[] constants() {
    return constants;
  }

  /** Verification: y of compressed keys; where the fast formulas hold; the rest. */
  public static PointPrograms verification(Group curve) {
    return VERIFICATIONS.computeIfAbsent(curve, c -> verification(LadderShape.of(c)));
  }

  /** Recovery on secp256k1: where the fast formulas hold; the rest. */
  public static PointPrograms recovery() {
    return Recover.ALL;
  }

  private static final class Recover {
    static final PointPrograms ALL = recovery(LadderShape.of(Groups.SECP256K1));
  }

  private static PointPrograms verification(LadderShape shape) {
    CurveAssembler asm = new CurveAssembler(shape);
    VerifyPrograms programs = new VerifyPrograms(asm);
    int wrong = Codes.WRONG;
    int valid = Codes.VALID;
    int offCurve = Codes.KEY_NOT_ON_CURVE;
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
    int recovered = RecoveryCodes.RECOVERED;
    int noPoint = RecoveryCodes.NO_SUCH_POINT;
    Heads heads = new Heads(asm);
    programs.recover();
    heads.add(Status.PENDING, recovered, recovered, Status.SETTLE, noPoint);
    programs.settle();
    heads.add(Status.SETTLE, recovered, recovered, RecoveryCodes.INFINITY, noPoint);
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
      long[] head = new long[PointCode.HEAD];
      head[PointCode.RUN_ON] = runOn;
      head[PointCode.START] = from;
      head[PointCode.END] = to;
      System.arraycopy(verdicts, 0, head, PointCode.ON_MISS, verdicts.length);
      heads.add(head);
      from = to;
    }

    PointPrograms programs(int tableLongs) {
      int first = PointCode.HEAD * (1 + heads.size());
      long[] instructions = asm.code();
      long[] code = new long[first + instructions.length];
      code[PointCode.HEADS_END] = first;
      code[PointCode.TABLE_LONGS] = tableLongs;
      code[PointCode.BASE_LONGS] = asm.shape().baseLongs();
      code[PointCode.SCALAR_INTS] = PointMemory.SCALAR_INTS;
      for (int i = 0; i < heads.size(); i++) {
        long[] head = heads.get(i);
        head[PointCode.START] += first;
        head[PointCode.END] += first;
        System.arraycopy(head, 0, code, PointCode.HEAD * (1 + i), PointCode.HEAD);
      }
      System.arraycopy(instructions, 0, code, first, instructions.length);
      return new PointPrograms(code, asm.constants());
    }
  }
}
