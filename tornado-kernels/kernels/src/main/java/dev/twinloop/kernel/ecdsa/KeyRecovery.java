package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.curve.Curve;
import dev.twinloop.kernel.curve.LadderShape;
import dev.twinloop.kernel.curve.PointMachine;
import dev.twinloop.kernel.curve.RecoverPrograms;
import dev.twinloop.kernel.keccak.KeccakF1600;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recovery: ranges and x of R, one inversion of r a group of items, windows of both scalars, R and
 * the ladder in one program, the complete formulas for the few items that need them, one inversion
 * of Z a group, affine coordinates, addresses.
 */
public record KeyRecovery() implements Program<EcdsaRecover, RecoveredKeys> {
  private static final int MOST_ITEMS = 1 << 19;
  private static final List<Integer> GROUP_KERNELS = List.of(1, 5);
  private static final Map<String, Integer> OUTPUT_BYTES =
      Map.of(
          "keys",
          RecoveredKeys.KEY_BYTES,
          "addresses",
          RecoveredKeys.ADDRESS_BYTES,
          "outcomes",
          Integer.BYTES);

  @Override
  public Slicing slicing() {
    int out = OUTPUT_BYTES.values().stream().mapToInt(Integer::intValue).sum();
    return new Slicing(MOST_ITEMS, false, EcdsaRecover.ITEM_BYTES + out)
        .keptBusyBy(EcdsaVerify.BUSY_ITEMS);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    LadderShape shape = shape();
    PointPrograms programs = PointPrograms.recovery();
    ElementType ints = ElementType.INT;
    return List.of(
        BufferSpec.input("items", ints, (long) RecoverKernels.ITEM_INTS * capacity),
        BufferSpec.constant("order", ints, ScalarConstants.INTS),
        BufferSpec.constant("prime", ints, ScalarConstants.INTS),
        BufferSpec.constant(
            "generator", ElementType.LONG, (long) shape.bases() * shape.baseLongs()),
        BufferSpec.constant("code", ElementType.LONG, programs.code().length),
        BufferSpec.constant("constants", ints, programs.constants().length),
        BufferSpec.constant("rounds", ElementType.LONG, KeccakF1600.ROUNDS),
        BufferSpec.scratch("forms", ints, capacity),
        BufferSpec.scratch("scalars", ints, (long) PointMachine.SCALAR_INTS * capacity),
        BufferSpec.scratch(
            "table", ElementType.LONG, (long) RecoverPrograms.tableLongs(shape) * capacity),
        BufferSpec.output("keys", ints, (long) AddressKernels.KEY_INTS * capacity),
        BufferSpec.output("addresses", ints, (long) AddressKernels.ADDRESS_INTS * capacity),
        BufferSpec.output("outcomes", ints, capacity));
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    int groups = EcdsaVerify.groups(capacity);
    Class<?> own = RecoverKernels.class;
    Class<?> scalar = ScalarKernels.class;
    return List.of(
        KernelCall.of(
            own, "candidates", capacity, "order", "items", "forms", "scalars", "table", "outcomes"),
        KernelCall.of(scalar, "invert", groups, "order", "scalars"),
        KernelCall.of(own, "multipliers", capacity, "order", "items", "scalars"),
        EcdsaVerify.points(Secp256k1Points.class, "outcomes", capacity),
        KernelCall.of(own, "denominators", capacity, "prime", "scalars", "table", "outcomes"),
        KernelCall.of(scalar, "invert", groups, "prime", "scalars"),
        KernelCall.of(own, "affine", capacity, "prime", "scalars", "table", "outcomes", "keys"),
        KernelCall.of(
            AddressKernels.class,
            "addresses",
            capacity,
            "rounds",
            "keys",
            "outcomes",
            "addresses"));
  }

  @Override
  public void constants(Buffers buffers) {
    LadderShape shape = shape();
    int[] order = ScalarConstants.of(shape);
    int[] prime = ScalarConstants.ofModulus(shape.curve().p());
    order[ScalarConstants.TABLE_LONGS] = RecoverPrograms.tableLongs(shape);
    prime[ScalarConstants.TABLE_LONGS] = RecoverPrograms.tableLongs(shape);
    EcdsaVerify.fill(buffers.payload("order"), order);
    EcdsaVerify.fill(buffers.payload("prime"), prime);
    EcdsaVerify.fill(buffers.payload("generator"), GeneratorTables.of(shape.curve()));
    EcdsaVerify.fill(buffers.payload("code"), PointPrograms.recovery().code());
    EcdsaVerify.fill(buffers.payload("constants"), PointPrograms.recovery().constants());
    EcdsaVerify.fill(buffers.payload("rounds"), KeccakF1600.roundConstants());
  }

  @Override
  public RecoveredKeys newResult(EcdsaRecover task) {
    return RecoveredKeys.allocate(task.count());
  }

  /** Items are what the kernels read. */
  @Override
  public Optional<MemorySegment> inPlace(
      EcdsaRecover task, Slice slice, RecoveredKeys result, String buffer) {
    return buffer.equals("items")
        ? Optional.of(part(task.data(), slice, EcdsaRecover.ITEM_BYTES))
        : Optional.empty();
  }

  @Override
  public void encode(EcdsaRecover task, Slice slice, Buffers buffers) {
    if (!buffers.inPlace("items")) {
      MemorySegment from = part(task.data(), slice, EcdsaRecover.ITEM_BYTES);
      ParallelCopy.copy(from, 0, buffers.payload("items"), 0, from.byteSize());
    }
    for (int k = 0; k < kernels(1).size(); k++) {
      boolean grouped = GROUP_KERNELS.contains(k);
      buffers.control(k).items(grouped ? EcdsaVerify.groups(slice.size()) : slice.size());
    }
    for (int k : GROUP_KERNELS) {
      buffers.control(k).parameter(ScalarKernels.ITEMS, slice.size());
    }
  }

  @Override
  public void decode(EcdsaRecover task, Slice slice, Buffers buffers, RecoveredKeys result) {
    OUTPUT_BYTES.forEach(
        (buffer, bytes) -> {
          MemorySegment to = part(result.of(buffer), slice, bytes);
          ParallelCopy.copy(buffers.payload(buffer), 0, to, 0, to.byteSize());
        });
    task.malformed().writeTo(result.of("outcomes"), slice);
  }

  @Override
  public CheckOutcome check(EcdsaRecover task, Slice slice, RecoveredKeys result, Sampler sampler) {
    RecoveredAgain again = new RecoveredAgain(task);
    while (sampler.hasNext()) {
      long item = slice.from() + sampler.next();
      Optional<String> problem = again.problem(item, result);
      if (problem.isPresent()) {
        return new CheckOutcome.Mismatch(item, "ecdsa-recover: " + problem.get());
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
  }

  private static LadderShape shape() {
    return LadderShape.of(Curve.SECP256K1);
  }

  private static MemorySegment part(MemorySegment whole, Slice slice, int bytesEach) {
    return whole.asSlice(slice.from() * bytesEach, (long) slice.size() * bytesEach);
  }
}
