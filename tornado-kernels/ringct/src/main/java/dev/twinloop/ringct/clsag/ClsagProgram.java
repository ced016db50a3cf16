package dev.twinloop.ringct.clsag;

import dev.twinloop.kernel.keccak.KeccakF1600;
import dev.twinloop.kernel.keccak.KeccakInMemory;
import dev.twinloop.kernel.machine.edwards.BasePointTable;
import dev.twinloop.kernel.machine.edwards.ClsagPrograms;
import dev.twinloop.ringct.clsag.kernels.ImageKernel;
import dev.twinloop.ringct.clsag.kernels.MemberKernel;
import dev.twinloop.ringct.clsag.kernels.RoundKernel;
import dev.twinloop.ringct.clsag.kernels.SideKernels;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Columns;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.EvidentProgram;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Stage;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * Verification of ring signatures over rings of one size: kernels of which each vouches for the one
 * before. Every challenge is written, so that a check need recompute one round alone.
 *
 * <pre>
 *   items ─▶ members ─▶ points, flags ─┐
 *     └────▶ images ─▶ tables, factors, states ─▶ rounds                   ─▶ verdicts, challenges
 *                                               or sides ─▶ ends, n times  ─▶
 * </pre>
 *
 * <p>A ring is a chain of rounds. Signatures that are enough to fill a device go round in one
 * kernel. Half as many or fewer go round by round: each has two threads then, and a shorter chain.
 *
 * @param ringSize members of a ring
 */
public record ClsagProgram(int ringSize)
    implements EvidentProgram<ClsagBatch, ClsagVerdicts, Challenges> {
  private static final int MOST_ITEMS = 1 << 17;
  private static final int MOST_MEMBERS = 1 << 21;

  /** The buffer of what is verified. */
  private static final String ITEMS = "items";

  /** The largest ring that goes round by round: two launches each. */
  private static final int MOST_ROUNDS = 32;

  /** Signatures that keep a device busy while as many more are on their way to it. */
  private static final int BUSY_ITEMS = 1 << 16;

  /**
   * By what slices are sized. A slice of fewer than {@link #BUSY_ITEMS} takes a device hardly less
   * time, so that it must not be cut: bytes as few as make slices of this size.
   */
  private static final int SIZED_BYTES = 96;

  /** See {@link ClsagBatch#ringSize}. */
  public ClsagProgram {
    ClsagBatch.requireRingSize(ringSize);
  }

  private long itemInts() {
    return new ClsagLayout(ringSize).bytes() / Integer.BYTES;
  }

  private int challengeInts() {
    return ClsagLayout.ELEMENT / Integer.BYTES * ringSize;
  }

  private Columns<ClsagBatch, ClsagVerdicts> columns() {
    return Columns.<ClsagBatch, ClsagVerdicts>ofStages()
        .outLater("verdicts", ElementType.INT, 1, ClsagVerdicts::codes);
  }

  @Override
  public Slicing slicing() {
    int items = Math.min(MOST_ITEMS, Integer.highestOneBit(MOST_MEMBERS / ringSize));
    return new Slicing(items, false, SIZED_BYTES).keptBusyBy(Math.min(items, BUSY_ITEMS));
  }

  @Override
  public List<Stage<ClsagBatch>> stages(int capacity) {
    boolean roundByRound = ringSize <= MOST_ROUNDS && capacity <= BUSY_ITEMS / 2;
    return List.of(
        members(capacity),
        images(capacity),
        roundByRound ? roundByRound(capacity) : rounds(capacity));
  }

  private Stage<ClsagBatch> members(int capacity) {
    long members = (long) ringSize * capacity;
    return Stage.<ClsagBatch>named("members")
        .brings(columns().buffers(capacity))
        .brings(
            BufferSpec.input(ITEMS, ElementType.INT, itemInts() * capacity),
            BufferSpec.scratch("points", ElementType.LONG, ClsagPrograms.MEMBER_LONGS * members),
            BufferSpec.scratch("flags", ElementType.INT, members))
        .constant("code", RingTables.get().code(ringSize))
        .constant("constants", RingTables.get().constants())
        .constant("order", RingTables.order())
        .constant("keccak", KeccakInMemory.table())
        .constant("base", BasePointTable.get())
        .launches(
            KernelCall.of(
                MemberKernel.class,
                "members",
                (int) members,
                "code",
                "constants",
                "order",
                "keccak",
                ITEMS,
                "base",
                "points",
                "flags"),
            (input, control) -> control.items(ringSize * input.slice().size()));
  }

  private Stage<ClsagBatch> images(int capacity) {
    return Stage.<ClsagBatch>named("images")
        .brings(
            BufferSpec.scratch(
                "table", ElementType.LONG, (long) ClsagPrograms.OWN_LONGS * capacity),
            BufferSpec.scratch(
                "factors", ElementType.INT, (long) ImageKernel.FACTOR_INTS * capacity),
            BufferSpec.scratch("states", ElementType.LONG, (long) KeccakF1600.LANES * capacity))
        .constant("domains", RingTables.domains())
        .vouches(
            KernelCall.of(
                ImageKernel.class,
                "images",
                capacity,
                "code",
                "constants",
                "order",
                "keccak",
                "domains",
                ITEMS,
                "base",
                "flags",
                "table",
                "factors",
                "states",
                "verdicts"),
            (input, control) -> control.items(input.slice().size()));
  }

  private Stage<ClsagBatch> rounds(int capacity) {
    return Stage.<ClsagBatch>named("rounds")
        .brings(BufferSpec.output("challenges", ElementType.INT, (long) challengeInts() * capacity))
        .vouches(
            KernelCall.of(
                RoundKernel.class,
                "rounds",
                capacity,
                "code",
                "constants",
                "order",
                "keccak",
                ITEMS,
                "base",
                "points",
                "table",
                "factors",
                "states",
                "verdicts",
                "challenges"),
            (input, control) -> control.items(input.slice().size()));
  }

  private Stage<ClsagBatch> roundByRound(int capacity) {
    Stage<ClsagBatch> stage =
        Stage.<ClsagBatch>named("round by round")
            .brings(
                BufferSpec.output(
                    "challenges", ElementType.INT, (long) challengeInts() * capacity));
    for (int i = 0; i < ringSize; i++) {
      int round = i;
      stage =
          stage
              .vouches(
                  sides(capacity),
                  (input, control) -> {
                    int signatures = input.slice().size();
                    tell(control.items(rightFrom(signatures) + signatures), round, signatures);
                  })
              .vouches(
                  ends(capacity),
                  (input, control) -> {
                    int signatures = input.slice().size();
                    tell(control.items(signatures), round, signatures);
                  });
    }
    return stage;
  }

  private static void tell(Control control, int round, int signatures) {
    control
        .parameter(SideKernels.ROUND, round)
        .parameter(SideKernels.SIGNATURES, signatures)
        .parameter(SideKernels.RIGHT_FROM, rightFrom(signatures));
  }

  /** Where the second turns of these signatures begin. */
  private static int rightFrom(int signatures) {
    int step = SideKernels.IN_STEP;
    return (signatures + step - 1) / step * step;
  }

  private static KernelCall sides(int capacity) {
    return KernelCall.of(
        SideKernels.class,
        "sides",
        rightFrom(capacity) + capacity,
        "code",
        "constants",
        "order",
        ITEMS,
        "base",
        "points",
        "table",
        "factors",
        "verdicts",
        "challenges");
  }

  private static KernelCall ends(int capacity) {
    return KernelCall.of(
        SideKernels.class,
        "ends",
        capacity,
        "code",
        "constants",
        "order",
        "keccak",
        ITEMS,
        "base",
        "table",
        "states",
        "verdicts",
        "challenges");
  }

  @Override
  public ClsagVerdicts newResult(ClsagBatch task) {
    return new ClsagVerdicts(task.count());
  }

  @Override
  public Challenges newEvidence(ClsagBatch task) {
    return new Challenges(ringSize);
  }

  @Override
  public Optional<MemorySegment> inPlace(
      ClsagBatch task, Slice slice, ClsagVerdicts result, String buffer) {
    return buffer.equals(ITEMS)
        ? task.data().inPlace(ringSize, slice)
        : columns().inPlace(task, slice, result, buffer);
  }

  @Override
  public void encode(ClsagBatch task, Slice slice, Buffers buffers) {
    if (!buffers.inPlace(ITEMS)) {
      task.data().write(ringSize, slice, buffers.payload(ITEMS));
    }
  }

  @Override
  public void decode(
      ClsagBatch task, Slice slice, Buffers buffers, ClsagVerdicts result, Challenges evidence) {
    columns().decode(slice, buffers, result);
    evidence.keep(slice, buffers.payload("challenges"));
  }

  @Override
  public CheckOutcome check(
      ClsagBatch task, Slice slice, ClsagVerdicts result, Challenges evidence, Sampler sampler) {
    return new ClsagCheck(task, slice, evidence).run(slice, result, sampler);
  }

  @Override
  public void finish(ClsagBatch task, ClsagVerdicts result, Challenges evidence) {
    evidence.forget();
  }

  @Override
  public Optional<HostBody<ClsagBatch, ClsagVerdicts>> hostBody() {
    return Optional.of(new ClsagBody());
  }
}
