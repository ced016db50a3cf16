package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.BufferSpec.Role;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import java.util.ArrayList;
import java.util.List;

/** Buffers and kernels of an MSM, in the order in which {@link MsmPlan} draws them. */
final class MsmBuffers {
  static final String POINTS = "points";
  static final String SCALARS = "scalars";
  static final String WINDOWS = "windows";
  static final String SHOWN = "shown";

  private static final String ORDER = "group order";
  private static final String CONSTANTS = "constants";
  private static final String ADD = "code.add";
  private static final String SEGMENT = "code.segment";
  private static final String MULTIPLE = "code.multiple";

  /**
   * Threads of a compute unit that scatter at a time. Each has as many half-written sectors as
   * there are digits; those of more threads than this do not stay in a device's second cache until
   * they are whole.
   */
  private static final int SCATTERING = 128;

  /**
   * Threads of a compute unit that cut groups at a time. Each reads up to 128 bytes, eight at a
   * time, which must stay in the unit's cache meanwhile.
   */
  private static final int CUTTING = 512;

  /** Turns of a kernel that shows few points, so that none has many receipts to look at. */
  private static final int SHOWING = 1 << 12;

  private final MsmPlan plan;
  private final Class<?> points;
  private final int limbs;

  MsmBuffers(MsmPlan plan) {
    this.plan = plan;
    this.points = GroupKernelClass.of(plan.group());
    this.limbs = plan.limbs();
  }

  List<BufferSpec> specs() {
    List<BufferSpec> all = new ArrayList<>();
    long n = plan.points();
    int baseInts = 2 * plan.words();
    all.add(ints(Role.RESIDENT, POINTS, n * baseInts));
    all.add(ints(Role.INPUT, SCALARS, n * 8));
    all.add(ints(Role.CONSTANT, ORDER, 8));
    all.add(
        ints(Role.CONSTANT, CONSTANTS, MontgomeryForm.of(plan.group().field()).constants().length));
    all.add(ints(Role.CONSTANT, ADD, XyzzPrograms.add(limbs).length));
    all.add(ints(Role.CONSTANT, SEGMENT, segment().length));
    for (int i = 0; i < plan.tree().fans().size(); i++) {
      all.add(ints(Role.CONSTANT, sumCode(i), sum(i).length));
    }
    if (plan.multiples()) {
      all.add(ints(Role.CONSTANT, MULTIPLE, multiple().length));
    }
    all.add(longs("bases", plan.baseLongs()));
    int bits = plan.passes().getFirst();
    all.add(longs("entries0", plan.places()));
    all.add(longs("entries1", plan.places()));
    all.add(longs("shares", (long) plan.shares() * ((7 + (1 << bits)) / 8)));
    all.add(ints(Role.SCRATCH, "places", (long) plan.shares() << (bits - 1)));
    all.add(ints(Role.SCRATCH, "totals", plan.totals(bits)));
    all.add(ints(Role.SCRATCH, "blocks", plan.totals(bits) / plan.scan(bits)));
    long bucket = plan.pointInts();
    if (plan.folds()) {
      int buckets = plan.windows() * plan.buckets();
      all.add(ints(Role.SCRATCH, "firsts", buckets));
      all.add(ints(Role.SCRATCH, "ends", buckets));
      all.add(ints(Role.SCRATCH, "groups", buckets));
      all.add(ints(Role.SCRATCH, "groupBlocks", buckets / plan.bucketScan()));
      all.add(ints(Role.SCRATCH, "grouped points", (long) plan.groups() << plan.groupPointsLog()));
      all.add(longs("grouped", plan.groups()));
      all.add(longs("folds", (long) plan.groups() * FoldSteps.longs(limbs)));
      all.add(longs("folded", (long) plan.groups() * plan.words()));
    }
    all.add(ints(Role.SCRATCH, "buckets", bucket * plan.windows() * plan.buckets()));
    for (int side = 0; side < 2; side++) {
      long entries = entries(side);
      all.add(ints(Role.SCRATCH, "keys" + side, entries));
      all.add(ints(Role.SCRATCH, "parts" + side, entries * bucket));
      all.add(ints(Role.SCRATCH, "sums" + side, sums(side) * bucket));
    }
    all.add(ints(Role.OUTPUT, WINDOWS, bucket * plan.windows()));
    all.add(ints(Role.OUTPUT, SHOWN, bucket * plan.tree().shownPoints()));
    return all;
  }

  /** The most entries that a round leaves on this side; rounds change sides. */
  private long entries(int side) {
    return 2L * (side == 0 ? plan.adders() : plan.merges().getFirst().threads());
  }

  /** The most points that a round of sums leaves on this side. */
  private long sums(int side) {
    long segments = (long) plan.windows() << plan.tree().segmentsLog();
    return side == 0
        ? segments
        : Math.max(plan.windows(), segments / plan.tree().fans().getFirst());
  }

  /** Kernels of one method have one size, so that a device compiler sees one source. */
  List<KernelCall> kernels() {
    List<KernelCall> all = new ArrayList<>();
    all.add(call(points, "prepare", plan.points(), POINTS, CONSTANTS, "bases"));
    if (plan.multiples()) {
      next(all, points, "multiply", plan.points(), MULTIPLE, CONSTANTS, "bases");
    }
    next(all, DigitKernels.class, "digits", plan.points(), SCALARS, ORDER, "bases", "entries0");
    int from = 0;
    for (int bits : plan.passes()) {
      sort(all, bits, "entries" + from, "entries" + (from ^ 1));
      from ^= 1;
    }
    String entries = "entries" + from;
    if (plan.folds()) {
      fold(all, entries);
    }
    next(all, points, "clear", plan.windows() * plan.buckets(), "buckets");
    next(
        all,
        points,
        "accumulate",
        plan.adders(),
        ADD,
        CONSTANTS,
        plan.folds() ? "grouped" : entries,
        plan.folds() ? "folded" : "bases",
        "buckets",
        "keys0",
        "parts0");
    int side = 0;
    int most = plan.merges().getFirst().threads();
    for (int i = 0; i < plan.merges().size(); i++, side ^= 1) {
      next(
          all,
          points,
          "merge",
          most,
          ADD,
          CONSTANTS,
          "keys" + side,
          "parts" + side,
          "buckets",
          "keys" + (side ^ 1),
          "parts" + (side ^ 1));
    }
    int segments = plan.windows() << plan.tree().segmentsLog();
    next(all, points, "combine", segments, SEGMENT, CONSTANTS, "buckets", "sums0");
    show(all, "sums0");
    side = 0;
    for (int i = 0; i < plan.tree().fans().size(); i++, side ^= 1) {
      if (i == plan.tree().branchRounds()) {
        show(all, "sums" + side);
      }
      boolean last = i == plan.tree().fans().size() - 1;
      String to = last ? WINDOWS : "sums" + (side ^ 1);
      next(all, points, "combine", segments, sumCode(i), CONSTANTS, "sums" + side, to);
    }
    return all;
  }

  /** Cuts buckets into groups and folds each. */
  private void fold(List<KernelCall> all, String order) {
    int buckets = plan.windows() * plan.buckets();
    int scanners = buckets / plan.bucketScan();
    next(all, GroupKernels.class, "find", buckets, order, "firsts", "ends", "groups");
    next(all, SortKernels.class, "sums", scanners, "groups", "groupBlocks");
    next(all, SortKernels.class, "spread", scanners, "groups", "groupBlocks");
    next(
        all,
        GroupKernels.class,
        "cut",
        plan.groups(),
        "firsts",
        "ends",
        "groups",
        order,
        "grouped points",
        "grouped");
    all.add(all.removeLast().withThreadsPerUnit(CUTTING));
    next(
        all,
        points,
        "fold",
        plan.folders(),
        CONSTANTS,
        "grouped points",
        "bases",
        "folds",
        "folded",
        "grouped");
  }

  /** Which of so many kernels shows the segment's buckets and its branch's segments. */
  static int show(MsmPlan plan, int kernels) {
    return kernels - 2 - plan.tree().fans().size();
  }

  private void show(List<KernelCall> all, String sums) {
    next(all, EvidenceKernel.class, "show", SHOWING, "buckets", sums, SHOWN);
  }

  private void sort(List<KernelCall> all, int bits, String from, String to) {
    Class<?> sort = SortKernels.class;
    String wide = bits > SortKernels.BITS_MOST ? "Wide" : "";
    int scanners = plan.totals(bits) / plan.scan(bits);
    next(all, sort, "count" + wide, plan.shares(), from, "shares");
    next(all, sort, "group", plan.totals(bits), "shares", "totals");
    next(all, sort, "sums", scanners, "totals", "blocks");
    next(all, sort, "spread", scanners, "totals", "blocks");
    next(all, sort, "place", plan.totals(bits) / 2, "shares", "places");
    next(all, sort, "scatter" + wide, plan.shares(), from, "totals", "places", to);
    all.add(all.removeLast().withThreadsPerUnit(SCATTERING));
  }

  /** A kernel that vouches for the one before it. */
  private static void next(
      List<KernelCall> all, Class<?> owner, String method, int items, String... buffers) {
    List<String> names = new ArrayList<>();
    names.add(BufferLayout.receiptName(all.size() - 1));
    names.addAll(List.of(buffers));
    all.add(KernelCall.of(owner, method, items, names));
  }

  void constants(Buffers buffers) {
    int[] order = new int[8];
    for (int i = 0; i < 8; i++) {
      order[i] = plan.group().order().shiftRight(32 * i).intValue();
    }
    MsmProgram.fill(buffers.payload(ORDER), order);
    MsmProgram.fill(
        buffers.payload(CONSTANTS), MontgomeryForm.of(plan.group().field()).constants());
    MsmProgram.fill(buffers.payload(ADD), XyzzPrograms.add(limbs));
    MsmProgram.fill(buffers.payload(SEGMENT), segment());
    if (plan.multiples()) {
      MsmProgram.fill(buffers.payload(MULTIPLE), multiple());
    }
    for (int i = 0; i < plan.tree().fans().size(); i++) {
      MsmProgram.fill(buffers.payload(sumCode(i)), sum(i));
    }
  }

  private int[] multiple() {
    return XyzzPrograms.multiple(limbs, plan.window(), plan.group().field().modulus());
  }

  private int[] segment() {
    return XyzzPrograms.segment(limbs, plan.tree().segmentLog(), plan.tree().segmentsLog());
  }

  private int[] sum(int round) {
    return XyzzPrograms.sum(limbs, plan.tree().fans().get(round));
  }

  private static String sumCode(int round) {
    return "code.sum" + round;
  }

  private static KernelCall call(Class<?> owner, String method, int items, String... buffers) {
    return KernelCall.of(owner, method, items, buffers);
  }

  private static BufferSpec longs(String name, long count) {
    return BufferSpec.scratch(name, ElementType.LONG, count);
  }

  private static BufferSpec ints(Role role, String name, long count) {
    return new BufferSpec(name, ElementType.INT, Math.toIntExact(count), role);
  }
}
