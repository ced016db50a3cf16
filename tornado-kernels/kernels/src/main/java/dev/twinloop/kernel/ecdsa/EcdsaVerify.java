package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.data.RecordBuffers;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.ecdsa.kernels.Codes;
import dev.twinloop.kernel.ecdsa.kernels.ScalarConstants;
import dev.twinloop.kernel.ecdsa.kernels.ScalarKernels;
import dev.twinloop.kernel.ecdsa.plan.GeneratorTables;
import dev.twinloop.kernel.ecdsa.plan.PointPrograms;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.machine.PointMemory;
import dev.twinloop.kernel.machine.weierstrass.LadderShape;
import dev.twinloop.kernel.sha256.Sha256Kernels;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ColumnProgram;
import dev.twinloop.task.Columns;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.ItemOracle;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Stage;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Verification: hashes of messages, ranges, one inversion a group of items, windows of both
 * scalars, and the points' programs.
 *
 * @param curve the curve
 * @param messageBytes 0 if all hashes are given; else the message buffer for each item of capacity,
 *     a power of two from 16 to 2^20
 */
public record EcdsaVerify(Group curve, int messageBytes)
    implements ColumnProgram<EcdsaBatch, Verdicts> {
  private static final int MOST_ITEMS = 1 << 19;

  /** Signatures that keep a device busy while as many more are on their way to it. */
  static final int BUSY_ITEMS = 1 << 18;

  private static final int LEAST_MESSAGE = 64;

  /** The numbers of an item, and what was found; in memory as the kernels have them. */
  private static final Columns<EcdsaBatch, Verdicts> COLUMNS =
      Columns.<EcdsaBatch, Verdicts>ofStages()
          .in("items", ElementType.INT, PointMemory.ITEM_INTS, EcdsaBatch::data)
          .outLater("verdicts", ElementType.INT, 1, Verdicts::codes);

  public EcdsaVerify {
    if (messageBytes != 0) {
      new RecordBuffers(messageBytes); // refuses what is no class of sizes
    }
  }

  /** The program that suits a batch. */
  static EcdsaVerify of(EcdsaBatch task) {
    Records messages = task.messages();
    return new EcdsaVerify(
        task.curve(), messages == null ? 0 : coarse(RecordBuffers.of(messages).bytesPerItem()));
  }

  /** Powers of four, from 64: each class is compiled on its own. */
  private static int coarse(int bytes) {
    int up = Math.max(LEAST_MESSAGE, bytes);
    return (Integer.numberOfTrailingZeros(up) & 1) == 0 ? up : up / 2;
  }

  @Override
  public Slicing slicing() {
    int items = hashing() ? Math.min(MOST_ITEMS, messageBuffers().maxItems()) : MOST_ITEMS;
    return new Slicing(items, false, EcdsaBatch.ITEM_BYTES + 8L + messageBytes)
        .keptBusyBy(Math.min(items, BUSY_ITEMS));
  }

  @Override
  public long sliceEnd(EcdsaBatch task, long from, int wanted) {
    return hashing()
        ? messageBuffers().sliceEnd(messages(task), from, wanted)
        : ColumnProgram.super.sliceEnd(task, from, wanted);
  }

  @Override
  public int capacity(EcdsaBatch task, Slice slice) {
    return hashing()
        ? messageBuffers().capacity(messages(task), slice)
        : ColumnProgram.super.capacity(task, slice);
  }

  @Override
  public Columns<EcdsaBatch, Verdicts> columns() {
    return COLUMNS;
  }

  @Override
  public List<Stage<EcdsaBatch>> stages(int capacity) {
    return hashing()
        ? List.of(hashes(capacity), scalars(capacity), points(capacity))
        : List.of(scalars(capacity), points(capacity));
  }

  private Stage<EcdsaBatch> hashes(int capacity) {
    return Stage.<EcdsaBatch>named("hashes")
        .brings(messageBuffers().buffers(capacity))
        .brings(BufferSpec.scratch("digests", ElementType.INT, 8L * capacity))
        .launches(
            KernelCall.of(
                Sha256Kernels.class, "hashVariable", capacity, "messages", "offsets", "digests"));
  }

  /** Ranges; one inversion a group of items; windows of both scalars. */
  private Stage<EcdsaBatch> scalars(int capacity) {
    return Stage.<EcdsaBatch>named("scalars")
        .brings(COLUMNS.buffers(capacity))
        .brings(
            BufferSpec.input("forms", ElementType.INT, capacity),
            BufferSpec.scratch(
                "scalars", ElementType.INT, (long) PointMemory.SCALAR_INTS * capacity))
        .constant(
            "order",
            ElementType.INT,
            ScalarConstants.INTS,
            to -> fill(to, ScalarConstants.of(LadderShape.of(curve))))
        .launches(
            call("ranges", capacity, "order", "items", "forms", "scalars", "verdicts"),
            (input, control) ->
                control
                    .items(input.slice().size())
                    .parameter(ScalarKernels.LOW_S, input.task().lowS() ? 1 : 0))
        .launches(call("invert", groups(capacity), "order", "scalars"), EcdsaVerify::eachGroup)
        .launches(
            hashing()
                ? call(
                    "windowsOfMessages", capacity, "order", "items", "forms", "digests", "scalars")
                : call("windows", capacity, "order", "items", "scalars"));
  }

  /** The call of a scalar kernel. */
  static KernelCall call(String method, int turns, String... buffers) {
    return KernelCall.of(ScalarKernels.class, method, turns, buffers);
  }

  private Stage<EcdsaBatch> points(int capacity) {
    LadderShape shape = LadderShape.of(curve);
    PointPrograms programs = PointPrograms.verification(curve);
    Class<?> kernels = PointPrograms.KERNELS.of(curve);
    return Stage.<EcdsaBatch>named("points")
        .brings(BufferSpec.scratch("table", ElementType.LONG, (long) shape.tableLongs() * capacity))
        .constant("generator", GeneratorTables.of(curve))
        .constant("code", programs.code())
        .constant("constants", programs.constants())
        .launches(pointCall(kernels, "verdicts", capacity));
  }

  /** A launch of one turn a group of items. */
  static void eachGroup(Stage.Input<?> input, Control control) {
    int items = input.slice().size();
    control.items(groups(items)).parameter(ScalarKernels.ITEMS, items);
  }

  /** The call of a point kernel. */
  static KernelCall pointCall(Class<?> kernel, String verdicts, int capacity) {
    return KernelCall.of(
        kernel,
        "run",
        capacity,
        "code",
        "constants",
        "items",
        "forms",
        "scalars",
        "table",
        "generator",
        verdicts);
  }

  @Override
  public Verdicts newResult(EcdsaBatch task) {
    return new Verdicts(task.count());
  }

  @Override
  public void encode(EcdsaBatch task, Slice slice, Buffers buffers) {
    COLUMNS.encode(task, slice, buffers);
    encodeForms(task, slice, buffers.payload("forms"));
    if (hashing()) {
      messageBuffers().encode(messages(task), slice, buffers);
    }
  }

  private void encodeForms(EcdsaBatch task, Slice slice, MemorySegment forms) {
    ItemForms given = task.forms();
    if (given != null) {
      given.copyTo(forms, slice, hashing());
      return;
    }
    forms.asSlice(0, slice.size() * 4L).fill((byte) 0);
    if (hashing()) {
      for (int i = 0; i < slice.size(); i++) {
        forms.setAtIndex(JAVA_INT, i, Codes.MESSAGE);
      }
    }
  }

  @Override
  public void decode(EcdsaBatch task, Slice slice, Buffers buffers, Verdicts result) {
    COLUMNS.decode(slice, buffers, result);
    ItemForms forms = task.forms();
    if (forms != null) {
      forms.malformed().writeTo(result.codes(), slice);
    }
  }

  @Override
  public Optional<HostBody<EcdsaBatch, Verdicts>> hostBody() {
    return curve == Groups.SECP256K1 ? Optional.of(new EcdsaBody()) : Optional.empty();
  }

  @Override
  public ItemOracle<Verdicts> oracle(EcdsaBatch task) {
    Recomputed recomputed = new Recomputed(task);
    return ItemOracle.of(
        recomputed::valid,
        (item, expected, verdicts) -> {
          int actual = verdicts.codes().getAtIndex(JAVA_INT, item);
          return expected == (actual == Verdict.VALID.code())
              ? Optional.empty()
              : Optional.of("ecdsa: expected valid=" + expected + ", actual code=" + actual);
        });
  }

  private boolean hashing() {
    return messageBytes != 0;
  }

  private RecordBuffers messageBuffers() {
    return new RecordBuffers(messageBytes);
  }

  private static Records messages(EcdsaBatch task) {
    return Objects.requireNonNull(task.messages());
  }

  static int groups(int items) {
    return (items + ScalarKernels.GROUP - 1) / ScalarKernels.GROUP;
  }

  static void fill(MemorySegment to, int[] values) {
    MemorySegment.copy(values, 0, to, JAVA_INT, 0, values.length);
  }
}
