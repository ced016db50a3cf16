package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.twinloop.kernel.curve.Curve;
import dev.twinloop.kernel.curve.LadderShape;
import dev.twinloop.kernel.curve.PointMachine;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verification: ranges, one inversion a group of items, windows of both scalars, y of compressed
 * keys, the ladder, and the complete formulas for the few items that need them.
 *
 * @param curve the curve
 */
public record EcdsaVerify(Curve curve) implements Program<EcdsaBatch, Verdicts> {
  private static final int GROUPS_KERNEL = 1;

  @Override
  public Slicing slicing() {
    return new Slicing(curve.endomorphism() ? 1 << 19 : 1 << 18, false, EcdsaBatch.ITEM_BYTES + 8);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    LadderShape shape = LadderShape.of(curve);
    PointPrograms programs = PointPrograms.verification(curve);
    List<BufferSpec> all = new ArrayList<>();
    all.add(ints(BufferSpec.Role.INPUT, "items", (long) PointMachine.ITEM_INTS * capacity));
    all.add(ints(BufferSpec.Role.INPUT, "forms", capacity));
    all.add(ints(BufferSpec.Role.CONSTANT, "order", ScalarConstants.INTS));
    all.add(
        BufferSpec.constant(
            "generator", ElementType.LONG, (long) shape.bases() * shape.baseLongs()));
    all.add(BufferSpec.constant("code", ElementType.LONG, programs.code().length));
    all.add(ints(BufferSpec.Role.CONSTANT, "constants", programs.constants().length));
    all.add(ints(BufferSpec.Role.SCRATCH, "scalars", (long) PointMachine.SCALAR_INTS * capacity));
    all.add(BufferSpec.scratch("table", ElementType.LONG, (long) shape.tableLongs() * capacity));
    all.add(ints(BufferSpec.Role.OUTPUT, "verdicts", capacity));
    return all;
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    List<KernelCall> all = new ArrayList<>();
    int groups = (capacity + ScalarKernels.GROUP - 1) / ScalarKernels.GROUP;
    Class<?> scalar = ScalarKernels.class;
    all.add(
        KernelCall.of(
            scalar, "ranges", capacity, "order", "items", "forms", "scalars", "verdicts"));
    all.add(KernelCall.of(scalar, "invert", groups, "order", "scalars"));
    all.add(KernelCall.of(scalar, "windows", capacity, "order", "items", "scalars"));
    Class<?> point = curve == Curve.P256 ? P256Points.class : Secp256k1Points.class;
    all.add(
        KernelCall.of(
            point,
            "run",
            capacity,
            "code",
            "constants",
            "items",
            "forms",
            "scalars",
            "table",
            "generator",
            "verdicts"));
    return all;
  }

  @Override
  public void constants(Buffers buffers) {
    LadderShape shape = LadderShape.of(curve);
    fill(buffers.payload("order"), ScalarConstants.of(shape));
    fill(buffers.payload("generator"), GeneratorTables.of(curve));
    fill(buffers.payload("code"), PointPrograms.verification(curve).code());
    fill(buffers.payload("constants"), PointPrograms.verification(curve).constants());
  }

  @Override
  public Verdicts newResult(EcdsaBatch task) {
    return Verdicts.allocate(task.count());
  }

  /** Packed items are what the kernels read. */
  @Override
  public Optional<MemorySegment> inPlace(
      EcdsaBatch task, Slice slice, Verdicts result, String buffer) {
    long bytes = (long) slice.size() * EcdsaBatch.ITEM_BYTES;
    return buffer.equals("items")
        ? Optional.of(task.data().asSlice(slice.from() * EcdsaBatch.ITEM_BYTES, bytes))
        : Optional.empty();
  }

  @Override
  public void encode(EcdsaBatch task, Slice slice, Buffers buffers) {
    long bytes = (long) slice.size() * EcdsaBatch.ITEM_BYTES;
    long from = slice.from() * EcdsaBatch.ITEM_BYTES;
    if (!buffers.inPlace("items")) {
      ParallelCopy.copy(task.data(), from, buffers.payload("items"), 0, bytes);
    }
    encodeForms(task, slice, buffers.payload("forms"));
    int groups = (slice.size() + ScalarKernels.GROUP - 1) / ScalarKernels.GROUP;
    for (int k = 0; k < kernels(1).size(); k++) {
      buffers.control(k).items(k == GROUPS_KERNEL ? groups : slice.size());
    }
    buffers.control(GROUPS_KERNEL).parameter(ScalarKernels.ITEMS, slice.size());
  }

  private static void encodeForms(EcdsaBatch task, Slice slice, MemorySegment forms) {
    int lowS = task.lowS() ? Codes.LOW_S : 0;
    MemorySegment given = task.forms();
    if (given == null) {
      for (int i = 0; i < slice.size(); i++) {
        forms.setAtIndex(JAVA_INT, i, lowS);
      }
      return;
    }
    for (int i = 0; i < slice.size(); i++) {
      int form = given.getAtIndex(JAVA_INT, slice.from() + i);
      forms.setAtIndex(JAVA_INT, i, (form & Codes.FORM_BITS) | lowS);
    }
  }

  @Override
  public void decode(EcdsaBatch task, Slice slice, Buffers buffers, Verdicts result) {
    ParallelCopy.copy(
        buffers.payload("verdicts"), 0, result.codes(), slice.from() * 4, (long) slice.size() * 4);
  }

  @Override
  public CheckOutcome check(EcdsaBatch task, Slice slice, Verdicts result, Sampler sampler) {
    Recomputed recomputed = new Recomputed(task);
    while (sampler.hasNext()) {
      long item = slice.from() + sampler.next();
      boolean expected = recomputed.valid(item);
      int actual = result.codes().getAtIndex(JAVA_INT, item);
      if (expected != (actual == Verdict.VALID.code())) {
        return new CheckOutcome.Mismatch(
            item, "ecdsa: expected valid=" + expected + ", actual code=" + actual);
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
  }

  private static BufferSpec ints(BufferSpec.Role role, String name, long count) {
    return new BufferSpec(name, ElementType.INT, Math.toIntExact(count), role);
  }

  static void fill(MemorySegment to, int[] values) {
    MemorySegment.copy(values, 0, to, JAVA_INT, 0, values.length);
  }

  static void fill(MemorySegment to, long[] values) {
    MemorySegment.copy(values, 0, to, JAVA_LONG, 0, values.length);
  }
}
