package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.ntt.kernels.RefusedKernels;
import dev.twinloop.kernel.vouch.VouchStage;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Capacity;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Columns;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.EvidentProgram;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Stage;
import java.lang.foreign.MemorySegment;
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
 * @param once as {@link Ntt#once}: passes of two stages, whose kernels are a third of those of
 *     three
 */
public record NttProgram(Field field, int logSize, Kind kind, boolean once)
    implements EvidentProgram<Ntt, Elements, RefusedElements> {
  private static final int LARGEST_BATCH = 1 << 22;
  private static final String IN = "elements";
  private static final String OUT = "transformed";
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

  /** The program of {@link Ntt} as it is made by default. */
  public NttProgram(Field field, int logSize, Kind kind) {
    this(field, logSize, kind, false);
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
    NttStages<Ntt> transform = of(capacity);
    List<Stage<Ntt>> stages = new ArrayList<>();
    stages.add(transform.roots());
    stages.add(Stage.<Ntt>named("elements").brings(COLUMNS.buffers(capacity)));
    stages.addAll(transform.passes());
    stages.add(VouchStage.after(stages));
    stages.add(
        RefusedKernels.stage(
            transform.refused(), input -> transform.refusing(input.slice().size())));
    return stages;
  }

  private NttStages<Ntt> of(int capacity) {
    return new NttStages<>(
        new NttStages.Shape(field, logSize, kind, capacity, once),
        new NttStages.Names("", IN, OUT),
        Ntt::transform);
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
