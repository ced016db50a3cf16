package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Capacity;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
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
public record NttProgram(Field field, int logSize, Kind kind) implements Program<Ntt, Elements> {
  private static final int LARGEST_BATCH = 1 << 22;
  private static final int MOST_TURNS = 1 << 19;
  private static final int LEAST_STRAIGHT = 12;
  private static final int FIRST_PASS = 1;
  private static final String IN = "elements";
  private static final String OUT = "transformed";
  private static final String POWERS = "powers";
  private static final String LEVELS = "levels";
  private static final String ROOTS = "roots";
  private static final String QUOTIENTS = "quotients";
  private static final String SCALES = "scales";
  private static final String REFUSED = "refused";
  private static final String GATHERED = "gathered";
  private static final List<String> LIMBS = List.of("limbs0", "limbs1");

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
  public List<BufferSpec> buffers(int capacity) {
    NttTables tables = new NttTables(field, logSize);
    int blocks = (capacity + Tile.LANES - 1) / Tile.LANES;
    int rootBlocks = ((1 << logSize) + Tile.LANES - 1) / Tile.LANES;
    List<BufferSpec> buffers = new ArrayList<>();
    buffers.add(BufferSpec.input(IN, ElementType.INT, 8L * capacity));
    buffers.add(BufferSpec.input(LEVELS, ElementType.INT, tables.levelsInts()));
    buffers.add(BufferSpec.input(SCALES, ElementType.INT, tables.scalesInts()));
    buffers.add(BufferSpec.constant(POWERS, ElementType.INT, tables.powersInts()));
    long rootInts = (rootBlocks + 1L) * Tile.BLOCK_INTS; // one to spare, see StraightTile.held
    buffers.add(BufferSpec.scratch(ROOTS, ElementType.INT, rootInts));
    buffers.add(BufferSpec.scratch(QUOTIENTS, ElementType.INT, rootInts));
    for (int i = 0; i < Math.min(2, plan().passes() - 1); i++) {
      long limbInts = (long) blocks * Tile.BLOCK_INTS;
      buffers.add(BufferSpec.scratch(LIMBS.get(i), ElementType.INT, limbInts));
    }
    buffers.add(BufferSpec.scratch(REFUSED, ElementType.INT, turns(capacity, 0)));
    buffers.add(BufferSpec.output(GATHERED, ElementType.INT, RefusedKernels.GATHERED));
    buffers.add(BufferSpec.output(OUT, ElementType.INT, 8L * capacity));
    return buffers;
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    List<KernelCall> kernels = new ArrayList<>();
    int rootTurns = Math.min(1 << logSize, MOST_TURNS);
    kernels.add(call("roots", rootTurns, POWERS, LEVELS, ROOTS, QUOTIENTS));
    int last = plan().passes() - 1;
    kernels.add(call(first(), turns(capacity, 0), IN, ROOTS, QUOTIENTS, LIMBS.getFirst(), REFUSED));
    for (int pass = 1; pass < last; pass++) {
      String from = LIMBS.get((pass - 1) & 1);
      kernels.add(
          call(middle(pass), turns(capacity, pass), ROOTS, QUOTIENTS, from, LIMBS.get(pass & 1)));
    }
    String from = LIMBS.get((last - 1) & 1);
    kernels.add(
        straight() && kind != Kind.INVERSE
            ? call("lastEight", turns(capacity, last), ROOTS, QUOTIENTS, from, OUT)
            : call("last", turns(capacity, last), ROOTS, QUOTIENTS, SCALES, from, OUT));
    kernels.add(
        KernelCall.of(RefusedKernels.class, "gather", RefusedKernels.GATHERED, REFUSED, GATHERED));
    return kernels;
  }

  /** Whether all passes have two or three stages, and first and last have three. */
  private boolean straight() {
    return logSize >= LEAST_STRAIGHT;
  }

  private String first() {
    if (!straight()) {
      return "first";
    }
    return kind == Kind.FORWARD_COSET ? "firstEightCoset" : "firstEight";
  }

  private String middle(int pass) {
    if (!straight()) {
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
  public void constants(Buffers buffers) {
    new NttTables(field, logSize).writePowers(buffers.payload(POWERS));
  }

  @Override
  public Elements newResult(Ntt task) {
    return Elements.room(task.out(), task.items());
  }

  @Override
  public Optional<MemorySegment> inPlace(Ntt task, Slice slice, Elements result, String buffer) {
    long at = slice.from() * Elements.BYTES;
    long bytes = (long) slice.size() * Elements.BYTES;
    return switch (buffer) {
      case IN -> Optional.of(task.elements().asSlice(at, bytes));
      case OUT -> Optional.of(result.segment().asSlice(at, bytes));
      default -> Optional.empty();
    };
  }

  @Override
  public void encode(Ntt task, Slice slice, Buffers buffers) {
    Transform transform = task.transform();
    if (!buffers.inPlace(IN)) {
      long bytes = (long) slice.size() * Elements.BYTES;
      long at = slice.from() * Elements.BYTES;
      ParallelCopy.copy(task.elements(), at, buffers.payload(IN), 0, bytes);
    }
    encodeRoots(transform, buffers);
    int last = plan().passes() - 1;
    for (int pass = 0; pass <= last; pass++) {
      int tiles = slice.size() >> plan().stages(pass);
      int turns = turns(slice.size(), pass);
      buffers
          .control(FIRST_PASS + pass)
          .items(turns)
          .parameter(Passes.STAGES, plan().stages(pass))
          .parameter(Passes.DONE, plan().done(pass))
          .parameter(Passes.LOG_SIZE, logSize)
          .parameter(Passes.KEPT, plan().kept())
          .parameter(Passes.TILES, tiles)
          .parameter(Passes.STRIDE, turns);
    }
    buffers
        .control(FIRST_PASS)
        .parameter(Passes.UNITS, kind == Kind.FORWARD_COSET ? 0 : 1)
        .parameter(Passes.REVERSED, transform.in() == Order.BIT_REVERSED ? 1 : 0);
    encodeLast(transform, buffers);
    buffers
        .control(FIRST_PASS + last + 1)
        .items(RefusedKernels.GATHERED)
        .parameter(RefusedKernels.COUNT, turns(slice.size(), 0));
  }

  /** The table is computed when a slot first runs, and again only for another coset. */
  private void encodeRoots(Transform transform, Buffers buffers) {
    BigInteger shift = kind == Kind.FORWARD_COSET ? transform.shift() : BigInteger.ONE;
    boolean kept = shift.equals(buffers.note());
    int turns = kernels(buffers.capacity()).getFirst().items();
    buffers
        .control(0)
        .items(kept ? 0 : turns)
        .parameter(RootSteps.LOG_SIZE, logSize)
        .parameter(RootSteps.STRIDE, turns);
    if (!kept) {
      new NttTables(field, logSize).writeLevels(buffers.payload(LEVELS), shift);
      buffers.note(shift);
    }
  }

  private void encodeLast(Transform transform, Buffers buffers) {
    NttTables tables = new NttTables(field, logSize);
    int scales = 0;
    if (transform.inverse()) {
      scales = tables.writeScales(buffers.payload(SCALES), transform.shift());
    }
    Control control = buffers.control(FIRST_PASS + plan().passes() - 1);
    control
        .parameter(Passes.REVERSED, transform.out() == Order.BIT_REVERSED ? 1 : 0)
        .parameter(Passes.INVERSE, transform.inverse() ? 1 : 0)
        .parameter(Passes.SCALES, scales)
        .parameter(Passes.SCALE_BITS, scales == 2 ? tables.scaleBits() : 0);
  }

  @Override
  public void decode(Ntt task, Slice slice, Buffers buffers, Elements result) {
    result.refuseIn(buffers.payload(GATHERED), slice);
    if (!buffers.inPlace(OUT)) {
      long bytes = (long) slice.size() * Elements.BYTES;
      long at = slice.from() * Elements.BYTES;
      ParallelCopy.copy(buffers.payload(OUT), 0, result.segment(), at, bytes);
    }
  }

  @Override
  public CheckOutcome check(Ntt task, Slice slice, Elements result, Sampler sampler) {
    return result.refused() >= 0
        ? new CheckOutcome.Passed(0)
        : new NttCheck(task, result).run(slice, sampler);
  }

  @Override
  public void finish(Ntt task, Elements result) {
    result.requireNoneRefused(field, List.of(task.elements()));
  }
}
