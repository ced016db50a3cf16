package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.ntt.kernels.Passes;
import dev.twinloop.kernel.ntt.kernels.RefusedKernels;
import dev.twinloop.kernel.ntt.kernels.RootSteps;
import dev.twinloop.kernel.ntt.kernels.Tile;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Capacity;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Columns;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.EvidentProgram;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Stage;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Transforms of one size: table of roots (once a slot), passes, what was refused.
 *
 * <p>A slot takes 208 bytes an element of device memory, or 172 with two passes: 32 for input and
 * output each, 36 twice for limbs between the passes, 72 for the roots of one transform.
 *
 * @param field whose numbers
 * @param logSize 1 to 26
 * @param kind what is computed; a slot keeps its roots, and so transforms on different cosets do
 *     not displace those without
 */
public record NttProgram(Field field, int logSize, Kind kind)
    implements EvidentProgram<Ntt, Elements, RefusedElements> {
  private static final int LARGEST_BATCH = 1 << 22;
  private static final int MOST_TURNS = 1 << 19;
  private static final String IN = "elements";
  private static final String OUT = "transformed";
  private static final String POWERS = "powers";
  private static final String LEVELS = "levels";
  private static final String ROOTS = "roots";
  private static final String QUOTIENTS = "quotients";
  private static final String SCALES = "scales";
  private static final String REFUSED = "refused";
  private static final List<String> LIMBS = List.of("limbs0", "limbs1");
  private static final Columns<Ntt, Elements> COLUMNS =
      Columns.<Ntt, Elements>ofStages()
          .in(IN, ElementType.INT, Elements.BYTES / 4, Ntt::elements)
          .out(OUT, ElementType.INT, Elements.BYTES / 4, Elements::segment);

  public NttProgram {
    if (logSize < 1 || logSize > Transform.MOST_LOG_SIZE) {
      throw new IllegalArgumentException(
          "ntt: logSize=" + logSize + ", accepted: 1 to " + Transform.MOST_LOG_SIZE);
    }
  }

  @Override
  public Slicing slicing() {
    int n = 1 << logSize;
    return new Slicing(Math.max(n, LARGEST_BATCH), false, 2 * Elements.BYTES).inUnitsOf(n);
  }

  @Override
  public int capacity(Ntt task, Slice slice) {
    return Math.max(1 << logSize, Capacity.classOf(slice.size()));
  }

  @Override
  public List<Stage<Ntt>> stages(int capacity) {
    List<Stage<Ntt>> stages = new ArrayList<>();
    stages.add(roots());
    int last = plan().passes() - 1;
    stages.add(firstPass(capacity));
    for (int pass = 1; pass < last; pass++) {
      stages.add(middlePass(capacity, pass));
    }
    stages.add(lastPass(capacity, last));
    stages.add(RefusedKernels.stage(REFUSED, input -> turns(input.slice().size(), 0)));
    return stages;
  }

  /** The table of roots: computed when a slot first runs, and again only for another coset. */
  private Stage<Ntt> roots() {
    NttTables tables = new NttTables(field, logSize);
    int blocks = ((1 << logSize) + Tile.LANES - 1) / Tile.LANES;
    long ints = (blocks + 1L) * Tile.BLOCK_INTS; // one to spare, see StraightTile.held
    int turns = Math.min(1 << logSize, MOST_TURNS);
    return Stage.<Ntt>named(ROOTS)
        .brings(
            BufferSpec.input(LEVELS, ElementType.INT, tables.levelsInts()),
            BufferSpec.table(ROOTS, ElementType.INT, ints),
            BufferSpec.table(QUOTIENTS, ElementType.INT, ints))
        .constant(POWERS, ElementType.INT, tables.powersInts(), tables::writePowers)
        .launches(call("roots", turns, POWERS, LEVELS, ROOTS, QUOTIENTS), this::tellRoots);
  }

  private void tellRoots(Stage.Input<Ntt> input, Control control) {
    Buffers buffers = input.buffers();
    BigInteger shift =
        kind == Kind.FORWARD_COSET ? input.task().transform().shift() : BigInteger.ONE;
    boolean kept = shift.equals(buffers.note());
    int turns = control.most();
    control
        .items(kept ? 0 : turns)
        .parameter(RootSteps.LOG_SIZE, logSize)
        .parameter(RootSteps.STRIDE, turns);
    if (!kept) {
      new NttTables(field, logSize).writeLevels(buffers.payload(LEVELS), shift);
      buffers.note(shift);
    }
  }

  private Stage<Ntt> firstPass(int capacity) {
    return limbs(Stage.named("pass 0"), capacity, 0)
        .brings(COLUMNS.buffers(capacity))
        .brings(BufferSpec.scratch(REFUSED, ElementType.INT, turns(capacity, 0)))
        .launches(
            call(first(), turns(capacity, 0), IN, ROOTS, QUOTIENTS, LIMBS.getFirst(), REFUSED),
            (input, control) -> {
              boolean reversed = input.task().transform().in() == Order.BIT_REVERSED;
              tellPass(0, input, control)
                  .parameter(Passes.UNITS, kind == Kind.FORWARD_COSET ? 0 : 1)
                  .parameter(Passes.REVERSED, reversed ? 1 : 0);
            });
  }

  private Stage<Ntt> middlePass(int capacity, int pass) {
    String from = LIMBS.get((pass - 1) & 1);
    Stage<Ntt> stage = Stage.named("pass " + pass);
    return (pass == 1 ? limbs(stage, capacity, 1) : stage)
        .launches(
            call(middle(pass), turns(capacity, pass), ROOTS, QUOTIENTS, from, LIMBS.get(pass & 1)),
            (input, control) -> tellPass(pass, input, control));
  }

  private Stage<Ntt> lastPass(int capacity, int last) {
    NttTables tables = new NttTables(field, logSize);
    String from = LIMBS.get((last - 1) & 1);
    return Stage.<Ntt>named("pass " + last)
        .brings(BufferSpec.input(SCALES, ElementType.INT, tables.scalesInts()))
        .launches(
            plan().straight() && kind != Kind.INVERSE
                ? call("lastEight", turns(capacity, last), ROOTS, QUOTIENTS, from, OUT)
                : call("last", turns(capacity, last), ROOTS, QUOTIENTS, SCALES, from, OUT),
            (input, control) -> tellLast(input, tellPass(last, input, control)));
  }

  /** Limbs between a pass and the next: two arrays, in turn. */
  private static Stage<Ntt> limbs(Stage<Ntt> stage, int capacity, int side) {
    int blocks = (capacity + Tile.LANES - 1) / Tile.LANES;
    return stage.brings(
        BufferSpec.scratch(LIMBS.get(side), ElementType.INT, (long) blocks * Tile.BLOCK_INTS));
  }

  private Control tellPass(int pass, Stage.Input<Ntt> input, Control control) {
    int items = input.slice().size();
    int turns = turns(items, pass);
    return control
        .items(turns)
        .parameter(Passes.STAGES, plan().stages(pass))
        .parameter(Passes.DONE, plan().done(pass))
        .parameter(Passes.LOG_SIZE, logSize)
        .parameter(Passes.KEPT, plan().kept())
        .parameter(Passes.TILES, items >> plan().stages(pass))
        .parameter(Passes.STRIDE, turns);
  }

  private void tellLast(Stage.Input<Ntt> input, Control control) {
    Transform transform = input.task().transform();
    NttTables tables = new NttTables(field, logSize);
    int scales =
        transform.inverse()
            ? tables.writeScales(input.buffers().payload(SCALES), transform.shift())
            : 0;
    control
        .parameter(Passes.REVERSED, transform.out() == Order.BIT_REVERSED ? 1 : 0)
        .parameter(Passes.INVERSE, transform.inverse() ? 1 : 0)
        .parameter(Passes.SCALES, scales)
        .parameter(Passes.SCALE_BITS, scales == 2 ? tables.scaleBits() : 0);
  }

  private String first() {
    if (!plan().straight()) {
      return "first";
    }
    return kind == Kind.FORWARD_COSET ? "firstEightCoset" : "firstEight";
  }

  private String middle(int pass) {
    if (!plan().straight()) {
      return "middle";
    }
    return plan().stages(pass) == Tile.MOST_STAGES ? "middleEight" : "middleFour";
  }

  private KernelCall call(String method, int turns, String... buffers) {
    return KernelCall.of(FieldKernels.of(field), method, turns, buffers);
  }

  private NttPlan plan() {
    return NttPlan.of(logSize);
  }

  /** A turn takes one tile, or several where there are many: receipts travel to the host. */
  private int turns(int items, int pass) {
    return Math.clamp(items >> plan().stages(pass), 1, MOST_TURNS);
  }

  @Override
  public Elements newResult(Ntt task) {
    return Elements.room(task.out(), task.items());
  }

  @Override
  public RefusedElements newEvidence(Ntt task) {
    return new RefusedElements();
  }

  @Override
  public Optional<MemorySegment> inPlace(Ntt task, Slice slice, Elements result, String buffer) {
    return COLUMNS.inPlace(task, slice, result, buffer);
  }

  @Override
  public void encode(Ntt task, Slice slice, Buffers buffers) {
    COLUMNS.encode(task, slice, buffers);
  }

  @Override
  public void decode(
      Ntt task, Slice slice, Buffers buffers, Elements result, RefusedElements refused) {
    refused.note(buffers.payload(RefusedKernels.BUFFER), slice);
    COLUMNS.decode(slice, buffers, result);
  }

  @Override
  public CheckOutcome check(
      Ntt task, Slice slice, Elements result, RefusedElements refused, Sampler sampler) {
    return refused.any()
        ? new CheckOutcome.Passed(0)
        : new NttCheck(task, result).run(slice, sampler);
  }

  @Override
  public void finish(Ntt task, Elements result, RefusedElements refused) {
    refused.requireNone(field, List.of(task.elements()));
  }
}
