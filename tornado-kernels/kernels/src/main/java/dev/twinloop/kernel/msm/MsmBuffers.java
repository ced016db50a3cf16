package dev.twinloop.kernel.msm;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.BufferSpec.Role;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import java.util.ArrayList;
import java.util.List;

/** Buffers and kernels of an MSM, in the order in which {@link MsmPlan} draws them. */
final class MsmBuffers {
  static final String POINTS = "points";
  static final String SCALARS = "scalars";
  static final String WINDOWS = "windows";

  private static final String ORDER = "group order";
  private static final String CONSTANTS = "constants";
  private static final String ADD_AFFINE = "code.add-affine";
  private static final String ADD = "code.add";
  private static final String SEGMENT = "code.segment";

  private final MsmPlan plan;
  private final Class<?> points;
  private final int limbs;

  MsmBuffers(MsmPlan plan) {
    this.plan = plan;
    this.points = plan.curve() == G1.BN254 ? Bn254Points.class : Bls12381Points.class;
    this.limbs = plan.limbs();
  }

  List<BufferSpec> specs() {
    List<BufferSpec> all = new ArrayList<>();
    long n = plan.points();
    int baseInts = 2 * plan.words();
    all.add(ints(Role.RESIDENT, POINTS, n * baseInts));
    all.add(ints(Role.INPUT, SCALARS, n * 8));
    all.add(ints(Role.CONSTANT, ORDER, 8));
    all.add(ints(Role.CONSTANT, CONSTANTS, XyzzField.of(plan.curve()).constants().length));
    all.add(ints(Role.CONSTANT, ADD_AFFINE, XyzzPrograms.addAffine(limbs).length));
    all.add(ints(Role.CONSTANT, ADD, XyzzPrograms.add(limbs).length));
    all.add(ints(Role.CONSTANT, SEGMENT, segment().length));
    for (int i = 0; i < plan.fans().size(); i++) {
      all.add(ints(Role.CONSTANT, sumCode(i), sum(i).length));
    }
    all.add(ints(Role.SCRATCH, "bases", n * baseInts));
    all.add(ints(Role.SCRATCH, "digits", plan.places()));
    int most = Math.max(plan.counters(plan.lowBits()), plan.counters(plan.highBits()));
    all.add(ints(Role.SCRATCH, "counts", most));
    int blocks = Math.max(plan.scanners(plan.lowBits()), plan.scanners(plan.highBits()));
    all.add(ints(Role.SCRATCH, "blocks", blocks));
    all.add(ints(Role.SCRATCH, "half", plan.places()));
    all.add(ints(Role.SCRATCH, "order", plan.places()));
    long bucket = plan.pointInts();
    all.add(ints(Role.SCRATCH, "buckets", bucket * plan.windows() * plan.buckets()));
    for (int side = 0; side < 2; side++) {
      long entries = entries(side);
      all.add(ints(Role.SCRATCH, "keys" + side, entries));
      all.add(ints(Role.SCRATCH, "parts" + side, entries * bucket));
      all.add(ints(Role.SCRATCH, "sums" + side, sums(side) * bucket));
    }
    all.add(ints(Role.OUTPUT, WINDOWS, bucket * plan.windows()));
    return all;
  }

  /** The most entries that a round leaves on this side; rounds change sides. */
  private long entries(int side) {
    List<Integer> rounds = plan.mergeEntries();
    if (side == 0) {
      return 2L * plan.adders();
    }
    return 2L * MsmPlan.mergers(rounds.getFirst());
  }

  /** The most points that a round of sums leaves on this side. */
  private long sums(int side) {
    long segments = (long) plan.windows() << plan.segmentsLog();
    return side == 0 ? segments : Math.max(plan.windows(), segments / plan.fans().getFirst());
  }

  /** Kernels of one method have one size, so that a device compiler sees one source. */
  List<KernelCall> kernels() {
    List<KernelCall> all = new ArrayList<>();
    all.add(call(points, "prepare", plan.points(), POINTS, CONSTANTS, "bases"));
    all.add(call(DigitKernels.class, "digits", plan.points(), SCALARS, ORDER, "bases", "digits"));
    sort(all, plan.lowBits(), "countLow", "scatterLow", "digits", "half");
    sort(all, plan.highBits(), "countHigh", "scatterHigh", "half", "order");
    all.add(call(points, "clear", plan.windows() * plan.buckets(), "buckets"));
    all.add(
        call(
            points,
            "accumulate",
            plan.adders(),
            ADD_AFFINE,
            CONSTANTS,
            "order",
            "digits",
            "bases",
            "buckets",
            "keys0",
            "parts0"));
    int side = 0;
    int most = MsmPlan.mergers(plan.mergeEntries().getFirst());
    for (int i = 0; i < plan.mergeEntries().size(); i++, side ^= 1) {
      all.add(
          call(
              points,
              "merge",
              most,
              ADD,
              CONSTANTS,
              "keys" + side,
              "parts" + side,
              "buckets",
              "keys" + (side ^ 1),
              "parts" + (side ^ 1)));
    }
    int segments = plan.windows() << plan.segmentsLog();
    all.add(call(points, "combine", segments, SEGMENT, CONSTANTS, "buckets", "sums0"));
    side = 0;
    for (int i = 0; i < plan.fans().size(); i++, side ^= 1) {
      boolean last = i == plan.fans().size() - 1;
      String to = last ? WINDOWS : "sums" + (side ^ 1);
      all.add(call(points, "combine", segments, sumCode(i), CONSTANTS, "sums" + side, to));
    }
    return all;
  }

  private void sort(
      List<KernelCall> all, int bits, String count, String scatter, String from, String to) {
    Class<?> sort = SortKernels.class;
    all.add(call(sort, count, plan.sorters(), from, "counts"));
    all.add(call(sort, "sums", plan.scanners(bits), "counts", "blocks"));
    all.add(call(sort, "spread", plan.scanners(bits), "counts", "blocks"));
    all.add(call(sort, scatter, plan.sorters(), from, "counts", to));
  }

  void constants(Buffers buffers) {
    int[] order = new int[8];
    for (int i = 0; i < 8; i++) {
      order[i] = plan.curve().order().shiftRight(32 * i).intValue();
    }
    MsmProgram.fill(buffers.payload(ORDER), order);
    MsmProgram.fill(buffers.payload(CONSTANTS), XyzzField.of(plan.curve()).constants());
    MsmProgram.fill(buffers.payload(ADD_AFFINE), XyzzPrograms.addAffine(limbs));
    MsmProgram.fill(buffers.payload(ADD), XyzzPrograms.add(limbs));
    MsmProgram.fill(buffers.payload(SEGMENT), segment());
    for (int i = 0; i < plan.fans().size(); i++) {
      MsmProgram.fill(buffers.payload(sumCode(i)), sum(i));
    }
  }

  /** Sets what each kernel works on, for a slice of so many points. */
  void controls(Buffers buffers, int count) {
    Controls controls = new Controls(buffers, kernels());
    controls.next(buffers.refresh() ? plan.points() : 0).parameter(PointSteps.POINTS, count);
    controls
        .next(plan.points())
        .parameter(DigitKernels.POINTS, count)
        .parameter(DigitKernels.WINDOW, plan.window())
        .parameter(DigitKernels.WINDOWS, plan.windows())
        .parameter(DigitKernels.STRIDE, plan.points())
        .parameter(DigitKernels.BASE_INTS, 2 * plan.words());
    sortControls(controls, plan.lowBits());
    sortControls(controls, plan.highBits());
    controls.next();
    controls
        .next()
        .parameter(RunSteps.LOG, plan.log())
        .parameter(RunSteps.RUN_LOG, plan.runLog())
        .parameter(RunSteps.BUCKETS_LOG, plan.window() - 1)
        .parameter(PointSteps.CODE_END, XyzzPrograms.addAffine(limbs).length);
    for (int entries : plan.mergeEntries()) {
      controls
          .next(MsmPlan.mergers(entries))
          .parameter(RunSteps.ENTRIES, entries)
          .parameter(PointSteps.CODE_END, XyzzPrograms.add(limbs).length);
    }
    int left = plan.windows() << plan.segmentsLog();
    combineControl(controls.next(left), 1 << plan.segmentLog(), segment().length);
    for (int i = 0; i < plan.fans().size(); i++) {
      left /= plan.fans().get(i);
      combineControl(controls.next(left), plan.fans().get(i), sum(i).length);
    }
  }

  private void sortControls(Controls controls, int bits) {
    for (int step = 0; step < 4; step++) {
      boolean scan = step == 1 || step == 2;
      Control control = controls.next();
      if (scan) {
        control.parameter(SortKernels.SCAN_LOG, plan.scanLog(bits));
      } else {
        control
            .parameter(SortKernels.LOG, plan.log())
            .parameter(SortKernels.SORTERS_LOG, plan.sortersLog())
            .parameter(SortKernels.BITS, bits);
      }
    }
  }

  private static void combineControl(Control control, int fan, int end) {
    control.parameter(PointSteps.FAN, fan).parameter(PointSteps.CODE_END, end);
  }

  /** Walks over the kernels. */
  private static final class Controls {
    private final Buffers buffers;
    private final List<KernelCall> kernels;
    private int kernel;

    Controls(Buffers buffers, List<KernelCall> kernels) {
      this.buffers = buffers;
      this.kernels = kernels;
    }

    /** The next kernel's control, for all of its items. */
    Control next() {
      return next(kernels.get(kernel).items());
    }

    Control next(int items) {
      return buffers.control(kernel++).items(items);
    }
  }

  private int[] segment() {
    return XyzzPrograms.segment(limbs, plan.segmentLog(), plan.segmentsLog());
  }

  private int[] sum(int round) {
    return XyzzPrograms.sum(limbs, plan.fans().get(round));
  }

  private static String sumCode(int round) {
    return "code.sum" + round;
  }

  private static KernelCall call(Class<?> owner, String method, int items, String... buffers) {
    return KernelCall.of(owner, method, items, buffers);
  }

  private static BufferSpec ints(Role role, String name, long count) {
    return new BufferSpec(name, ElementType.INT, Math.toIntExact(count), role);
  }
}
