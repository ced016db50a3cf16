package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.kernels.DigitKernels;
import dev.twinloop.kernel.msm.kernels.RunSteps;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Stage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Stages of sums over several sets of points, for programs whose sets have scalars in common: those
 * are cut into digits and sorted once.
 *
 * <pre>
 *   vector 0 ─ digits ─▶ ┐               ┌─▶ sets of one group ─▶ one point a strand
 *   vector 1 ─ digits ─▶ ┴─ one sort ──▶ ┴─▶ sets of another
 * </pre>
 *
 * <p>A set has 2^log points, of which any may be infinity. Residents hold all sets of a group, one
 * after the other, in a Montgomery form with R = 2^(8 bytes of a coordinate), least significant
 * word first, of an extension the constant term first; the device brings them to its own form once,
 * in place.
 */
public final class SetStages {
  /** The most sets of one group. */
  public static final int MOST_SETS = RunSteps.MOST_SETS;

  private static final int MOST_VECTORS = 2;

  private final int log;
  private final MsmPlan sorting;

  /**
   * Stages for sets of one size.
   *
   * @param group any of the groups: its points cost like those of the others, or a fixed number of
   *     times as much
   * @param log of the points of a set, 10 to 24
   * @param window bits of a digit, or 0 for the cheapest
   */
  public SetStages(Group group, int log, int window) {
    this.log = log;
    int bits = MsmPlan.of(new MsmPlan.Shape(group, log, window, false, 0, MOST_SETS)).window();
    this.sorting = MsmPlan.of(new MsmPlan.Shape(group, log, bits, false, 0, MOST_VECTORS));
  }

  /** The plan of sums over this number of sets of a group. */
  public MsmPlan plan(Group group, int sets) {
    if (sets < 1 || sets > MOST_SETS) {
      throw new IllegalArgumentException("sets=" + sets + ", accepted: 1 to " + MOST_SETS);
    }
    MsmPlan plan = MsmPlan.of(new MsmPlan.Shape(group, log, sorting.window(), false, 0, sets));
    if (plan.folds()) {
      throw new IllegalArgumentException(
          "sets=1 of %d points of %s, accepted: 2 to %d".formatted(1 << log, group, MOST_SETS));
    }
    return plan;
  }

  /** The buffer of a group's points: {@link BufferSpec.Role#RESIDENT}, longs. */
  public static String points(String prefix) {
    return prefix + MsmStages.BASES;
  }

  /** The output of a group: {@link WindowSums} makes points of it. */
  public static String windows(String prefix) {
    return prefix + SumStages.WINDOWS;
  }

  /** The stage that brings points that are new on the device to its own form. */
  public <T> Stage<T> admit(Group group, int sets, String prefix) {
    MsmPlan plan = plan(group, sets);
    int points = sets << log;
    return Stage.<T>named(prefix + "points")
        .brings(BufferSpec.resident(points(prefix), ElementType.LONG, (long) plan.words() * points))
        .constant(prefix + MsmStages.CONSTANTS, MontgomeryForm.of(group.field()).constants())
        .constant(prefix + "form", form(group))
        .launches(
            MsmStages.widthCall(
                plan,
                "admit",
                points,
                prefix + "form",
                prefix + MsmStages.CONSTANTS,
                points(prefix)),
            (input, control) -> control.items(input.buffers().refresh() ? points : 0));
  }

  /** What a product brings the residents' form to the device's by. */
  private static int[] form(Group group) {
    MontgomeryForm form = MontgomeryForm.of(group.field());
    BigInteger theirs = BigInteger.ONE.shiftLeft(8 * group.field().bytes());
    int[] limbs = new int[form.limbs()];
    // v R' * (R^2 / R') / R = v R
    form.split(form.rSquared().multiply(theirs.modInverse(form.p())).mod(form.p()), limbs, 0);
    return limbs;
  }

  /**
   * The stage that cuts one vector of scalars into digits: those of the slice's items, if the
   * vector has them.
   *
   * @param vector 0 or 1
   * @param scalars the buffer of all, 8 ints each
   * @param count how many there are
   * @param little whether they are little-endian, else big-endian
   */
  public <T> Stage<T> digits(int vector, String scalars, int count, boolean little) {
    int[] multiples = MsmStages.multiplesOfTheOrder(sorting.group().order());
    String order = MsmStages.ORDER + vector;
    Stage<T> stage = Stage.<T>named("digits " + vector).constant(order, multiples);
    if (vector == 0) {
      stage =
          stage.brings(
              BufferSpec.scratch(MsmStages.entries(0), ElementType.LONG, sorting.places()));
    }
    return Vouched.launch(
        stage,
        KernelCall.of(
            DigitKernels.class, "shared", sorting.points(), scalars, order, MsmStages.entries(0)),
        (input, control) ->
            control
                .parameter(DigitKernels.FIRST, (int) Math.min(input.slice().from(), count - 1))
                .parameter(DigitKernels.POINTS, within(input.slice(), count))
                .parameter(DigitKernels.WINDOW, sorting.window())
                .parameter(DigitKernels.DIGITS, sorting.digits())
                .parameter(DigitKernels.STRIDE, sorting.points())
                .parameter(DigitKernels.ROW, 0)
                .parameter(DigitKernels.MULTIPLES, multiples.length / DigitKernels.WORDS)
                .parameter(DigitKernels.LITTLE, little ? 1 : 0)
                .parameter(DigitKernels.ENTRIES, vector * sorting.places() / MOST_VECTORS));
  }

  /** How many of a slice's items are below a number. */
  private static int within(Slice slice, int count) {
    return Math.clamp(count - slice.from(), 0, slice.size());
  }

  /** The stage that sorts the digits of both vectors. */
  public <T> Stage<T> sort() {
    return SortStage.of(sorting);
  }

  /**
   * The stages from the sorted digits to one point a strand of each set and window.
   *
   * @param second the first set whose scalars are vector 1; those before have vector 0
   */
  public <T> List<Stage<T>> sums(Group group, int sets, String prefix, int second) {
    Summing sum = Summing.ofSets(plan(group, sets), prefix, MsmStages.sorted(sorting), second);
    List<Stage<T>> all = new ArrayList<>();
    all.add(BucketStage.of(sum));
    all.addAll(SumStages.unseen(sum));
    return all;
  }
}
