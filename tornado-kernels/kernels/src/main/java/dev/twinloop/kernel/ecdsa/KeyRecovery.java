package dev.twinloop.kernel.ecdsa;

import static dev.twinloop.kernel.ecdsa.EcdsaVerify.fill;

import dev.twinloop.kernel.ecdsa.kernels.AddressKernels;
import dev.twinloop.kernel.ecdsa.kernels.RecoverKernels;
import dev.twinloop.kernel.ecdsa.kernels.ScalarConstants;
import dev.twinloop.kernel.ecdsa.kernels.Secp256k1Points;
import dev.twinloop.kernel.ecdsa.plan.GeneratorTables;
import dev.twinloop.kernel.ecdsa.plan.PointPrograms;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.keccak.KeccakF1600;
import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.weierstrass.LadderShape;
import dev.twinloop.kernel.machine.weierstrass.RecoverPrograms;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ColumnProgram;
import dev.twinloop.task.Columns;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.ItemOracle;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Stage;
import java.util.List;

/**
 * Recovery: ranges and x of R, one inversion of r a group of items, windows of both scalars, R and
 * the ladder in one program, the complete formulas for the few items that need them, one inversion
 * of Z a group, affine coordinates, addresses.
 */
public record KeyRecovery() implements ColumnProgram<EcdsaRecover, RecoveredKeys> {
  private static final int MOST_ITEMS = 1 << 19;
  private static final Columns<EcdsaRecover, RecoveredKeys> COLUMNS =
      Columns.<EcdsaRecover, RecoveredKeys>ofStages()
          .in("items", ElementType.INT, RecoverKernels.ITEM_INTS, EcdsaRecover::data)
          .outLater("keys", ElementType.INT, AddressKernels.KEY_INTS, RecoveredKeys::keys)
          .outLater(
              "addresses",
              ElementType.INT,
              AddressKernels.ADDRESS_INTS,
              RecoveredKeys::allAddresses)
          .outLater("outcomes", ElementType.INT, 1, RecoveredKeys::codes);

  @Override
  public Slicing slicing() {
    return new Slicing(MOST_ITEMS, false, COLUMNS.bytesPerItem())
        .keptBusyBy(EcdsaVerify.BUSY_ITEMS);
  }

  @Override
  public Columns<EcdsaRecover, RecoveredKeys> columns() {
    return COLUMNS;
  }

  @Override
  public List<Stage<EcdsaRecover>> stages(int capacity) {
    return List.of(candidates(capacity), ladder(capacity), affine(capacity), addresses(capacity));
  }

  /** Ranges, x of R; one inversion of r a group of items; windows of both scalars. */
  private static Stage<EcdsaRecover> candidates(int capacity) {
    LadderShape shape = shape();
    return Stage.<EcdsaRecover>named("candidates")
        .brings(COLUMNS.buffers(capacity))
        .constant("order", ElementType.INT, ScalarConstants.INTS, to -> fill(to, order()))
        .brings(
            BufferSpec.scratch("forms", ElementType.INT, capacity),
            BufferSpec.scratch(
                "scalars", ElementType.INT, (long) PointMemory.SCALAR_INTS * capacity),
            BufferSpec.scratch(
                "table", ElementType.LONG, (long) RecoverPrograms.tableLongs(shape) * capacity))
        .launches(
            call("candidates", capacity, "order", "items", "forms", "scalars", "table", "outcomes"))
        .launches(invert("order", capacity), EcdsaVerify::eachGroup)
        .launches(call("multipliers", capacity, "order", "items", "scalars"));
  }

  /** R and the ladder; the complete formulas for the few items that need them. */
  private static Stage<EcdsaRecover> ladder(int capacity) {
    PointPrograms programs = PointPrograms.recovery();
    return Stage.<EcdsaRecover>named("ladder")
        .constant("generator", GeneratorTables.of(shape().curve()))
        .constant("code", programs.code())
        .constant("constants", programs.constants())
        .launches(EcdsaVerify.pointCall(Secp256k1Points.class, "outcomes", capacity));
  }

  /** One inversion of Z a group, affine coordinates. */
  private static Stage<EcdsaRecover> affine(int capacity) {
    return Stage.<EcdsaRecover>named("affine")
        .constant("prime", ElementType.INT, ScalarConstants.INTS, to -> fill(to, prime()))
        .launches(call("denominators", capacity, "prime", "scalars", "table", "outcomes"))
        .launches(invert("prime", capacity), EcdsaVerify::eachGroup)
        .launches(call("affine", capacity, "prime", "scalars", "table", "outcomes", "keys"));
  }

  private static Stage<EcdsaRecover> addresses(int capacity) {
    return Stage.<EcdsaRecover>named("addresses")
        .constant("rounds", KeccakF1600.roundConstants())
        .launches(
            KernelCall.of(
                AddressKernels.class,
                "addresses",
                capacity,
                "rounds",
                "keys",
                "outcomes",
                "addresses"));
  }

  private static KernelCall call(String method, int turns, String... buffers) {
    return KernelCall.of(RecoverKernels.class, method, turns, buffers);
  }

  private static KernelCall invert(String modulus, int capacity) {
    return EcdsaVerify.call("invert", EcdsaVerify.groups(capacity), modulus, "scalars");
  }

  private static int[] order() {
    int[] order = ScalarConstants.of(shape());
    order[ScalarConstants.TABLE_LONGS] = RecoverPrograms.tableLongs(shape());
    return order;
  }

  private static int[] prime() {
    int[] prime = ScalarConstants.ofModulus(shape().curve().field().modulus());
    prime[ScalarConstants.TABLE_LONGS] = RecoverPrograms.tableLongs(shape());
    return prime;
  }

  @Override
  public RecoveredKeys newResult(EcdsaRecover task) {
    return new RecoveredKeys(task.count());
  }

  @Override
  public void decode(EcdsaRecover task, Slice slice, Buffers buffers, RecoveredKeys result) {
    COLUMNS.decode(slice, buffers, result);
    task.malformed().writeTo(result.codes(), slice);
  }

  @Override
  public ItemOracle<RecoveredKeys> oracle(EcdsaRecover task) {
    return RecoveredAgain.of(task);
  }

  private static LadderShape shape() {
    return LadderShape.of(Groups.SECP256K1);
  }
}
