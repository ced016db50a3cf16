package dev.twinloop.kernel.ntt;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.kernel.field.ShoupForm;
import dev.twinloop.kernel.ntt.kernels.PointwiseKernels;
import dev.twinloop.kernel.ntt.kernels.RefusedKernels;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Columns;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.EvidentProgram;
import dev.twinloop.task.ItemOracle;
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
 * One operation on elements of one field.
 *
 * @param field whose elements
 * @param operation what is done with them
 */
public record PointwiseProgram(Field field, Operation operation)
    implements EvidentProgram<Pointwise, Elements, RefusedElements> {
  private static final int MOST_ITEMS = 1 << 22;
  private static final int MOST_TURNS = 1 << 17;
  private static final List<String> OPERANDS = List.of("a", "b", "c");
  private static final String OUT = "out";
  private static final String CONSTANTS = "constants";
  private static final String FACTORS = "factors";
  private static final String REFUSED = "refused";

  @Override
  public Slicing slicing() {
    return new Slicing(MOST_ITEMS, false, (operation.operands() + 1L) * Elements.BYTES);
  }

  /** Operands in, result out. */
  private Columns<Pointwise, Elements> columns() {
    Columns<Pointwise, Elements> columns = Columns.ofStages();
    for (int i = 0; i < operation.operands(); i++) {
      int operand = i;
      columns =
          columns.in(
              OPERANDS.get(i),
              ElementType.INT,
              Elements.BYTES / 4,
              task -> task.operands().get(operand));
    }
    return columns.out(OUT, ElementType.INT, Elements.BYTES / 4, Elements::segment);
  }

  @Override
  public List<Stage<Pointwise>> stages(int capacity) {
    List<String> buffers = new ArrayList<>(List.of(CONSTANTS, FACTORS));
    buffers.addAll(operands());
    buffers.addAll(List.of(OUT, REFUSED));
    String method =
        switch (operation) {
          case SCALE -> "scale";
          case MULTIPLY -> "multiply";
          case SUBTRACT -> "subtract";
          case MULTIPLY_SUBTRACT -> "multiplySubtract";
        };
    Stage<Pointwise> stage =
        Stage.<Pointwise>named(method)
            .brings(columns().buffers(capacity))
            .brings(
                BufferSpec.input(FACTORS, ElementType.INT, PointwiseKernels.FACTORS),
                BufferSpec.scratch(REFUSED, ElementType.INT, turns(capacity)))
            .constant(CONSTANTS, ElementType.INT, PointwiseKernels.CONSTANTS, this::constants)
            .launches(
                KernelCall.of(PointwiseKernels.class, method, turns(capacity), buffers),
                this::tell);
    return List.of(stage, RefusedKernels.stage(REFUSED, input -> turns(input.slice().size())));
  }

  private void tell(Stage.Input<Pointwise> input, Control control) {
    ShoupForm form = new ShoupForm(field.modulus());
    MemorySegment factors = input.buffers().payload(FACTORS);
    int ints = Shoup29.FACTOR_INTS;
    MemorySegment.copy(form.factor(input.task().factor()), 0, factors, JAVA_INT, 0, ints);
    int[] inForm = form.factor(MontgomeryForm.of(field).toForm(input.task().factor()));
    MemorySegment.copy(inForm, 0, factors, JAVA_INT, ints * JAVA_INT.byteSize(), ints);
    int turns = turns(input.slice().size());
    control
        .items(turns)
        .parameter(PointwiseKernels.COUNT, input.slice().size())
        .parameter(PointwiseKernels.STRIDE, turns);
  }

  private List<String> operands() {
    return OPERANDS.subList(0, operation.operands());
  }

  private static int turns(int items) {
    return Math.min(items, MOST_TURNS);
  }

  private void constants(MemorySegment to) {
    MemorySegment.copy(
        MontgomeryForm.of(field).parameters(), 0, to, JAVA_INT, 0, Montgomery29.PARAMETERS);
    long at = Montgomery29.PARAMETERS * JAVA_INT.byteSize();
    MemorySegment.copy(
        new ShoupForm(field.modulus()).parameters(), 0, to, JAVA_INT, at, Shoup29.PARAMETERS);
  }

  @Override
  public Elements newResult(Pointwise task) {
    return Elements.room(task.out(), task.items());
  }

  @Override
  public RefusedElements newEvidence(Pointwise task) {
    return new RefusedElements();
  }

  @Override
  public Optional<MemorySegment> inPlace(
      Pointwise task, Slice slice, Elements result, String buffer) {
    return columns().inPlace(task, slice, result, buffer);
  }

  @Override
  public void encode(Pointwise task, Slice slice, Buffers buffers) {
    columns().encode(task, slice, buffers);
  }

  @Override
  public void decode(
      Pointwise task, Slice slice, Buffers buffers, Elements result, RefusedElements refused) {
    refused.note(buffers.payload(RefusedKernels.BUFFER), slice);
    columns().decode(slice, buffers, result);
  }

  @Override
  public CheckOutcome check(
      Pointwise task, Slice slice, Elements result, RefusedElements refused, Sampler sampler) {
    ItemOracle<Elements> oracle =
        (item, elements) -> {
          BigInteger expected = expected(task, item);
          BigInteger actual = elements.get(item);
          return expected.equals(actual)
              ? Optional.empty()
              : Optional.of("pointwise: expected=%s, actual=%s".formatted(expected, actual));
        };
    return refused.any() ? new CheckOutcome.Passed(0) : oracle.check(slice, result, sampler);
  }

  private BigInteger expected(Pointwise task, long item) {
    List<BigInteger> x =
        task.operands().stream().map(memory -> Elements.number(memory, item)).toList();
    BigInteger value =
        switch (operation) {
          case SCALE -> x.getFirst();
          case MULTIPLY -> x.getFirst().multiply(x.get(1));
          case SUBTRACT -> x.getFirst().subtract(x.get(1));
          case MULTIPLY_SUBTRACT -> x.getFirst().multiply(x.get(1)).subtract(x.get(2));
        };
    return value.multiply(task.factor()).mod(field.modulus());
  }

  @Override
  public void finish(Pointwise task, Elements result, RefusedElements refused) {
    refused.requireNone(field, task.operands());
  }
}
