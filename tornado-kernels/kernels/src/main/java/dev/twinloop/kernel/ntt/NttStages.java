package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Fields;
import dev.twinloop.kernel.field.KernelClasses;
import dev.twinloop.kernel.ntt.kernels.Passes;
import dev.twinloop.kernel.ntt.kernels.RootSteps;
import dev.twinloop.kernel.ntt.kernels.Tile;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Stage;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The stages of transforms of one size: a table of roots, made once a slot, and passes. A program
 * may have several that share the table and the limbs between passes.
 *
 * @param <T> the task
 */
public final class NttStages<T> {
  /** The kernels of transforms over a field. */
  static final KernelClasses<Field> KERNELS =
      new KernelClasses<>("transform: field", Passes.class, "Kernels", Fields.all());

  private static final int MOST_TURNS = 1 << 19;

  /** Few: the launch runs each time, mostly with nothing to do. */
  private static final int ROOT_TURNS = 1 << 15;

  private static final String POWERS = "powers";
  private static final String LEVELS = "levels";
  private static final String ROOTS = "roots";
  private static final String QUOTIENTS = "quotients";
  private static final String SCALES = "scales";
  private static final String REFUSED = "refused";
  private static final List<String> TILES = List.of("One", "Two", "Four", "Eight");
  private static final List<String> LIMBS = List.of("limbs0", "limbs1");

  private final Shape shape;
  private final Names names;
  private final Function<T, Transform> transform;
  private final Optional<Transform> always;
  private final boolean shares;

  /**
   * What is compiled in.
   *
   * @param kind what is computed; a slot keeps its roots, and so transforms on different cosets do
   *     not displace those without
   * @param capacity elements of the buffers, a multiple of 2^logSize
   * @param once as {@link Ntt#once}
   */
  record Shape(Field field, int logSize, Kind kind, int capacity, boolean once) {}

  /**
   * How buffers are called.
   *
   * @param prefix of what belongs to this transform alone
   * @param in the buffer of elements that it reads, 8 ints each, big-endian bytes
   * @param out the buffer of elements that it writes
   */
  public record Names(String prefix, String in, String out) {}

  /** Transforms that tasks choose: all elements of a slice. */
  NttStages(Shape shape, Names names, Function<T, Transform> transform) {
    this(shape, names, transform, Optional.empty(), false);
  }

  private NttStages(
      Shape shape,
      Names names,
      Function<T, Transform> transform,
      Optional<Transform> always,
      boolean shares) {
    this.shape = shape;
    this.names = names;
    this.transform = transform;
    this.always = always;
    this.shares = shares;
  }

  /**
   * A transform that is the same in every run.
   *
   * @param transform forward without a coset, or inverse
   * @param vectors how many in each run
   * @param names of its buffers
   */
  public static <T> NttStages<T> fixed(Transform transform, int vectors, Names names) {
    if (transform.kind() == Kind.FORWARD_COSET) {
      throw new IllegalArgumentException(
          "transform: forward on a coset, accepted: others, which need the same roots");
    }
    int capacity = vectors << transform.logSize();
    return new NttStages<>(
        new Shape(transform.field(), transform.logSize(), transform.kind(), capacity, false),
        names,
        _ -> transform,
        Optional.of(transform),
        false);
  }

  /** The same with roots, and limbs between passes, of another one of this program. */
  public NttStages<T> sharing() {
    return new NttStages<>(shape, names, transform, always, true);
  }

  /** The table of roots: computed when a slot first runs, and again only for another coset. */
  public Stage<T> roots() {
    NttTables tables = tables();
    long ints = Tile.ints(1 << shape.logSize); // with one to spare, see StraightTile.held
    int turns = Math.min(1 << shape.logSize, ROOT_TURNS);
    return Stage.<T>named(ROOTS)
        .brings(
            BufferSpec.input(LEVELS, ElementType.INT, tables.levelsInts()),
            BufferSpec.table(ROOTS, ElementType.INT, ints),
            BufferSpec.table(QUOTIENTS, ElementType.INT, ints))
        .constant(POWERS, ElementType.INT, tables.powersInts(), tables::writePowers)
        .launches(call("roots", turns, POWERS, LEVELS, ROOTS, QUOTIENTS), this::tellRoots);
  }

  private void tellRoots(Stage.Input<T> input, Control control) {
    Buffers buffers = input.buffers();
    BigInteger shift =
        shape.kind == Kind.FORWARD_COSET ? transform.apply(input.task()).shift() : BigInteger.ONE;
    boolean kept = shift.equals(buffers.note());
    int turns = control.most();
    control
        .items(kept ? 0 : turns)
        .parameter(RootSteps.LOG_SIZE, shape.logSize)
        .parameter(RootSteps.STRIDE, turns);
    if (!kept) {
      tables().writeLevels(buffers.payload(LEVELS), shift);
      buffers.note(shift);
    }
  }

  /** All passes; {@link #roots} comes before them. */
  public List<Stage<T>> passes() {
    int last = plan().passes() - 1;
    List<Stage<T>> stages = new ArrayList<>();
    stages.add(firstPass());
    for (int pass = 1; pass < last; pass++) {
      stages.add(middlePass(pass));
    }
    stages.add(lastPass(last));
    return stages;
  }

  /** The buffer that tells which elements are refused, an int for each of {@link #refusing}. */
  String refused() {
    return names.prefix + REFUSED;
  }

  /** Turns of the pass that refuses elements. */
  int refusing(int items) {
    return turns(items, 0);
  }

  private Stage<T> firstPass() {
    int turns = turns(shape.capacity, 0);
    return limbs(Stage.named(names.prefix + "pass 0"), 0)
        .brings(BufferSpec.scratch(refused(), ElementType.INT, turns))
        .launches(
            call(
                kernel("first", 0), turns, names.in, ROOTS, QUOTIENTS, LIMBS.getFirst(), refused()),
            (input, control) -> {
              boolean reversed = transform.apply(input.task()).in() == Order.BIT_REVERSED;
              tellPass(0, input, control).parameter(Passes.REVERSED, reversed ? shape.logSize : 0);
            });
  }

  private Stage<T> middlePass(int pass) {
    String from = LIMBS.get((pass - 1) & 1);
    Stage<T> stage = Stage.named(names.prefix + "pass " + pass);
    return (pass == 1 ? limbs(stage, 1) : stage)
        .launches(
            call(
                kernel("middle", pass),
                turns(shape.capacity, pass),
                ROOTS,
                QUOTIENTS,
                from,
                LIMBS.get(pass & 1)),
            (input, control) -> tellPass(pass, input, control));
  }

  private Stage<T> lastPass(int last) {
    String from = LIMBS.get((last - 1) & 1);
    int turns = turns(shape.capacity, last);
    String scales = names.prefix + SCALES;
    Stage<T> stage = Stage.named(names.prefix + "pass " + last);
    KernelCall call =
        shape.kind == Kind.INVERSE
            ? call(kernel("last", last), turns, ROOTS, QUOTIENTS, scales, from, names.out)
            : call(kernel("last", last), turns, ROOTS, QUOTIENTS, from, names.out);
    return (shape.kind == Kind.INVERSE ? scales(stage, scales) : stage)
        .launches(call, (input, control) -> tellLast(input, tellPass(last, input, control)));
  }

  /** Written for each run, or once where the transform is always the same. */
  private Stage<T> scales(Stage<T> stage, String name) {
    NttTables tables = tables();
    return always
        .map(
            same ->
                stage.constant(
                    name,
                    ElementType.INT,
                    tables.scalesInts(),
                    to -> tables.writeScales(to, same.shift())))
        .orElseGet(
            () -> stage.brings(BufferSpec.input(name, ElementType.INT, tables.scalesInts())));
  }

  /** Limbs between a pass and the next: two arrays, in turn. */
  private Stage<T> limbs(Stage<T> stage, int side) {
    return shares
        ? stage
        : stage.brings(
            BufferSpec.scratch(LIMBS.get(side), ElementType.INT, Tile.ints(shape.capacity)));
  }

  private Control tellPass(int pass, Stage.Input<T> input, Control control) {
    int items = always.isPresent() ? shape.capacity : input.slice().size();
    int turns = turns(items, pass);
    return control
        .items(turns)
        .parameter(Passes.DONE, plan().done(pass))
        .parameter(Passes.LOG_SIZE, shape.logSize)
        .parameter(Passes.KEPT, plan().kept())
        .parameter(Passes.TILES, items >> plan().stages(pass))
        .parameter(Passes.STRIDE, turns);
  }

  private void tellLast(Stage.Input<T> input, Control control) {
    Transform chosen = transform.apply(input.task());
    control.parameter(Passes.REVERSED, chosen.out() == Order.BIT_REVERSED ? shape.logSize : 0);
    if (shape.kind == Kind.INVERSE) {
      NttTables tables = tables();
      int scales =
          always.isPresent()
              ? tables.scales(chosen.shift())
              : tables.writeScales(input.buffers().payload(names.prefix + SCALES), chosen.shift());
      control
          .parameter(Passes.SCALES, scales)
          .parameter(Passes.SCALE_BITS, scales == 2 ? tables.scaleBits() : 0);
    }
  }

  /** The kernel of a pass: its place, the numbers of a tile, what is special. */
  private String kernel(String place, int pass) {
    boolean coset = place.equals("first") && shape.kind == Kind.FORWARD_COSET;
    boolean inverse = place.equals("last") && shape.kind == Kind.INVERSE;
    return place + TILES.get(plan().stages(pass)) + (coset ? "Coset" : inverse ? "Inverse" : "");
  }

  private KernelCall call(String method, int turns, String... buffers) {
    return KernelCall.of(KERNELS.of(shape.field), method, turns, buffers);
  }

  private NttPlan plan() {
    return shape.once ? NttPlan.ofPairs(shape.logSize) : NttPlan.of(shape.logSize);
  }

  private NttTables tables() {
    return new NttTables(shape.field, shape.logSize);
  }

  /** A turn takes one tile, or several where there are many: receipts travel to the host. */
  private int turns(int items, int pass) {
    return Math.clamp(items >> plan().stages(pass), 1, MOST_TURNS);
  }
}
