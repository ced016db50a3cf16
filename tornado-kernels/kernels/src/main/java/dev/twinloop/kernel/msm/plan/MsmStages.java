package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.field.KernelClasses;
import dev.twinloop.kernel.field.Montgomery28;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.machine.xyzz.SumPrograms;
import dev.twinloop.kernel.msm.kernels.DigitKernels;
import dev.twinloop.kernel.msm.kernels.PointSteps;
import dev.twinloop.kernel.msm.points.Bn254Points;
import dev.twinloop.kernel.msm.points.Points28;
import dev.twinloop.kernel.msm.points.Points29;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Stage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The stages of an MSM, in the order in which {@link MsmPlan} draws them:
 *
 * <pre>
 *   bases ─▶ digits ─▶ sort ─▶ [fold] ─▶ buckets ─▶ segments … windows, {@link SumStages}
 * </pre>
 *
 * <p>Each launch answers for the one before it, so that the host looks at the receipts of the last
 * alone. The points of a slice are resident: where a device has them, {@code bases} has no items.
 */
public final class MsmStages {
  /** The kernels that add up points of a group. */
  public static final KernelClasses<Group> KERNELS =
      new KernelClasses<>("msm: group", Bn254Points.class, "Points", Groups.all());

  /** Input: the points, as they lie in memory. */
  public static final String POINTS = "points";

  /** Input: the scalars, as they lie in memory. */
  public static final String SCALARS = "scalars";

  /** Parameters of the field, {@link MontgomeryForm#constants}. */
  static final String CONSTANTS = "constants";

  /** Packed points, and their multiples if the plan has them. */
  static final String BASES = "bases";

  static final String ORDER = "group order";
  private static final String MULTIPLE = "code.multiple";

  private MsmStages() {}

  /**
   * The stages.
   *
   * @param <T> the task: its stages look at the slice alone
   */
  public static <T> List<Stage<T>> of(MsmPlan plan) {
    List<Stage<T>> all = new ArrayList<>();
    all.add(bases(plan));
    all.add(digits(plan));
    all.add(SortStage.of(plan));
    if (plan.folds()) {
      all.add(FoldStage.of(plan));
    }
    Summing sum = Summing.of(plan);
    all.add(BucketStage.of(sum));
    all.addAll(SumStages.of(sum));
    return List.copyOf(all);
  }

  /** The entries before this pass of the sort: passes change sides. */
  static String entries(int pass) {
    return "entries" + (pass & 1);
  }

  /** The entries after the last pass. */
  static String sorted(MsmPlan plan) {
    return entries(plan.passes().size());
  }

  /** A kernel of the plan's group. */
  static KernelCall call(MsmPlan plan, String method, int items, String... buffers) {
    return KernelCall.of(KERNELS.of(plan.group()), method, items, buffers);
  }

  /** A kernel that depends on the width of coordinates alone, or of an extension on the group. */
  static KernelCall widthCall(MsmPlan plan, String method, int items, String... buffers) {
    Class<?> kernels =
        plan.extension()
            ? KERNELS.of(plan.group())
            : MontgomeryForm.of(plan.group().field()).bits() == Montgomery28.BITS
                ? Points28.class
                : Points29.class;
    return KernelCall.of(kernels, method, items, buffers);
  }

  /** Brings points to packed Montgomery form, and makes their multiples. */
  private static <T> Stage<T> bases(MsmPlan plan) {
    long ints = 2L * plan.words() * plan.points();
    Stage<T> stage =
        Stage.<T>named("bases")
            .brings(
                new BufferSpec(
                    POINTS, ElementType.INT, Math.toIntExact(ints), BufferSpec.Role.RESIDENT),
                BufferSpec.table(BASES, ElementType.LONG, plan.baseLongs()))
            .constant(CONSTANTS, MontgomeryForm.of(plan.group().field()).constants())
            .launches(
                widthCall(plan, "prepare", plan.points(), POINTS, CONSTANTS, BASES),
                (input, control) ->
                    fresh(plan, input, control).parameter(PointSteps.POINTS, input.slice().size()));
    if (!plan.multiples()) {
      return stage;
    }
    return Vouched.launch(
        stage.constant(MULTIPLE, SumPrograms.multiple(plan.group(), plan.window())),
        widthCall(plan, "multiply", plan.points(), MULTIPLE, CONSTANTS, BASES),
        (input, control) ->
            fresh(plan, input, control)
                .parameter(PointSteps.ROWS, plan.rows())
                .parameter(PointSteps.STRIDE, plan.points()));
  }

  /** All points, or none if the device has them. */
  private static Control fresh(MsmPlan plan, Stage.Input<?> input, Control control) {
    return control.items(input.buffers().refresh() ? plan.points() : 0);
  }

  private static <T> Stage<T> digits(MsmPlan plan) {
    int[] multiples = multiplesOfTheOrder(plan.group().order());
    return Vouched.launch(
        Stage.<T>named("digits")
            .brings(
                BufferSpec.input(
                    SCALARS, ElementType.INT, (long) plan.points() * DigitKernels.WORDS),
                BufferSpec.scratch(entries(0), ElementType.LONG, plan.places()))
            .constant(ORDER, multiples),
        KernelCall.of(
            DigitKernels.class, "digits", plan.points(), SCALARS, ORDER, BASES, entries(0)),
        (input, control) ->
            control
                .parameter(DigitKernels.POINTS, input.slice().size())
                .parameter(DigitKernels.WINDOW, plan.window())
                .parameter(DigitKernels.DIGITS, plan.digits())
                .parameter(DigitKernels.STRIDE, plan.points())
                .parameter(DigitKernels.ROW, plan.multiples() ? plan.points() : 0)
                .parameter(DigitKernels.BASE_LONGS, plan.words())
                .parameter(DigitKernels.MULTIPLES, multiples.length / DigitKernels.WORDS)
                .parameter(DigitKernels.MAY_VANISH, mayVanish(plan) ? 1 : 0));
  }

  /** Whether there may be a point whose order is a power of two, and multiples of it. */
  private static boolean mayVanish(MsmPlan plan) {
    return plan.multiples() && !plan.group().cofactor().testBit(0);
  }

  /** Powers of two times the order, below 2^256, the largest first: what scalars are reduced by. */
  static int[] multiplesOfTheOrder(BigInteger order) {
    int bits = BigInteger.ONE.shiftLeft(32 * DigitKernels.WORDS).divide(order).bitLength();
    int[] words = new int[bits * DigitKernels.WORDS];
    for (int i = 0; i < words.length; i++) {
      BigInteger multiple = order.shiftLeft(bits - 1 - i / DigitKernels.WORDS);
      words[i] = multiple.shiftRight(32 * (i % DigitKernels.WORDS)).intValue();
    }
    return words;
  }
}
