package dev.twinloop.kernel.ntt;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.field.Montgomery29;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.field.Shoup29;
import dev.twinloop.kernel.field.ShoupForm;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
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
 * One operation on elements of one field.
 *
 * @param field whose elements
 * @param operation what is done with them
 */
public record PointwiseProgram(Field field, Operation operation)
    implements Program<Pointwise, Elements> {
  private static final int MOST_ITEMS = 1 << 22;
  private static final int MOST_TURNS = 1 << 17;
  private static final List<String> OPERANDS = List.of("a", "b", "c");
  private static final String OUT = "out";
  private static final String CONSTANTS = "constants";
  private static final String FACTORS = "factors";
  private static final String REFUSED = "refused";
  private static final String GATHERED = "gathered";

  @Override
  public Slicing slicing() {
    return new Slicing(MOST_ITEMS, false, (operation.operands() + 1L) * Elements.BYTES);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    List<BufferSpec> buffers = new ArrayList<>();
    for (String operand : operands()) {
      buffers.add(BufferSpec.input(operand, ElementType.INT, 8L * capacity));
    }
    buffers.add(BufferSpec.input(FACTORS, ElementType.INT, PointwiseKernels.FACTORS));
    buffers.add(BufferSpec.constant(CONSTANTS, ElementType.INT, PointwiseKernels.CONSTANTS));
    buffers.add(BufferSpec.scratch(REFUSED, ElementType.INT, turns(capacity)));
    buffers.add(BufferSpec.output(GATHERED, ElementType.INT, RefusedKernels.GATHERED));
    buffers.add(BufferSpec.output(OUT, ElementType.INT, 8L * capacity));
    return buffers;
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
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
    return List.of(
        KernelCall.of(PointwiseKernels.class, method, turns(capacity), buffers),
        KernelCall.of(RefusedKernels.class, "gather", RefusedKernels.GATHERED, REFUSED, GATHERED));
  }

  private List<String> operands() {
    return OPERANDS.subList(0, operation.operands());
  }

  private static int turns(int items) {
    return Math.min(items, MOST_TURNS);
  }

  @Override
  public void constants(Buffers buffers) {
    MemorySegment to = buffers.payload(CONSTANTS);
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
  public Optional<MemorySegment> inPlace(
      Pointwise task, Slice slice, Elements result, String buffer) {
    int operand = operands().indexOf(buffer);
    if (operand < 0 && !buffer.equals(OUT)) {
      return Optional.empty();
    }
    MemorySegment all = operand < 0 ? result.segment() : task.operands().get(operand);
    return Optional.of(
        all.asSlice(slice.from() * Elements.BYTES, (long) slice.size() * Elements.BYTES));
  }

  @Override
  public void encode(Pointwise task, Slice slice, Buffers buffers) {
    for (int i = 0; i < operands().size(); i++) {
      String name = operands().get(i);
      if (!buffers.inPlace(name)) {
        long bytes = (long) slice.size() * Elements.BYTES;
        long at = slice.from() * Elements.BYTES;
        ParallelCopy.copy(task.operands().get(i), at, buffers.payload(name), 0, bytes);
      }
    }
    ShoupForm form = new ShoupForm(field.modulus());
    MemorySegment factors = buffers.payload(FACTORS);
    int ints = Shoup29.FACTOR_INTS;
    MemorySegment.copy(form.factor(task.factor()), 0, factors, JAVA_INT, 0, ints);
    int[] inForm = form.factor(MontgomeryForm.of(field).toForm(task.factor()));
    MemorySegment.copy(inForm, 0, factors, JAVA_INT, ints * JAVA_INT.byteSize(), ints);
    int turns = turns(slice.size());
    buffers
        .control(0)
        .items(turns)
        .parameter(PointwiseKernels.COUNT, slice.size())
        .parameter(PointwiseKernels.STRIDE, turns);
    buffers.control(1).items(RefusedKernels.GATHERED).parameter(RefusedKernels.COUNT, turns);
  }

  @Override
  public void decode(Pointwise task, Slice slice, Buffers buffers, Elements result) {
    result.refuseIn(buffers.payload(GATHERED), slice);
    if (!buffers.inPlace(OUT)) {
      long bytes = (long) slice.size() * Elements.BYTES;
      long at = slice.from() * Elements.BYTES;
      ParallelCopy.copy(buffers.payload(OUT), 0, result.segment(), at, bytes);
    }
  }

  @Override
  public CheckOutcome check(Pointwise task, Slice slice, Elements result, Sampler sampler) {
    while (result.refused() < 0 && sampler.hasNext()) {
      long item = slice.from() + sampler.next();
      BigInteger expected = expected(task, item);
      if (!expected.equals(result.get(item))) {
        return new CheckOutcome.Mismatch(
            item, "pointwise: expected=%s, actual=%s".formatted(expected, result.get(item)));
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
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
  public void finish(Pointwise task, Elements result) {
    result.requireNoneRefused(field, task.operands());
  }
}
