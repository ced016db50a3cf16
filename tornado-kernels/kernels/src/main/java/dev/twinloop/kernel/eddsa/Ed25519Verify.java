package dev.twinloop.kernel.eddsa;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.data.RecordBuffers;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.eddsa.kernels.EddsaConstants;
import dev.twinloop.kernel.eddsa.kernels.PointKernels;
import dev.twinloop.kernel.eddsa.kernels.ScalarKernels;
import dev.twinloop.kernel.machine.edwards.BasePointTable;
import dev.twinloop.kernel.machine.edwards.EddsaPrograms;
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
import java.util.Optional;

/**
 * Verification: bytes, hashes and digits; the points' program; and where the rule compares bytes,
 * one inversion a group of items.
 *
 * @param decodesR whether R is compared as a point
 * @param cofactored whether 8 times the difference is; only where R is a point
 * @param messageBytes message buffer for each item of capacity, a power of two from 16 to 2^20
 */
public record Ed25519Verify(boolean decodesR, boolean cofactored, int messageBytes)
    implements ColumnProgram<Ed25519Batch, Verdicts> {
  private static final int MOST_ITEMS = 1 << 19;

  /** Signatures that keep a device busy while as many more are on their way to it. */
  private static final int BUSY_ITEMS = 1 << 18;

  /** Items that share an inversion. */
  private static final int GROUP = 16;

  /**
   * The same where a device has threads to spare: what a thread does for each is soon waited for.
   */
  private static final int SMALL_GROUP = 4;

  /** The largest capacity that is cut into small groups. */
  private static final int FEW_ITEMS = 1 << 10;

  private static final int LEAST_MESSAGE = 32;

  /** The numbers of an item, and what was found; in memory as the kernels have them. */
  private static final Columns<Ed25519Batch, Verdicts> COLUMNS =
      Columns.<Ed25519Batch, Verdicts>ofStages()
          .in("items", ElementType.INT, EddsaPrograms.ITEM_INTS, Ed25519Batch::data)
          .outLater("verdicts", ElementType.INT, 1, Verdicts::codes);

  public Ed25519Verify {
    new RecordBuffers(messageBytes); // refuses what is no class of sizes
    if (cofactored && !decodesR) {
      throw new IllegalArgumentException(
          "ed25519: cofactored without R as a point, accepted: both, or not cofactored");
    }
  }

  /** The program that suits a batch. */
  static Ed25519Verify of(Ed25519Batch task) {
    Records messages = task.messages();
    long mean = messages.bytesBetween(0, messages.count()) / messages.count();
    Rule rule = task.rule();
    return new Ed25519Verify(rule.decodesR(), rule.cofactored(), coarse(mean));
  }

  /** The next of 32, 128, 512, …: each class is compiled on its own. */
  private static int coarse(long bytes) {
    int size = LEAST_MESSAGE;
    while (size < bytes && size < Records.MAX_BYTES / 4) {
      size *= 4;
    }
    return size;
  }

  @Override
  public Slicing slicing() {
    int items = Math.min(MOST_ITEMS, messageBuffers().maxItems());
    return new Slicing(items, false, Ed25519Batch.ITEM_BYTES + 8L + messageBytes)
        .keptBusyBy(Math.min(items, BUSY_ITEMS));
  }

  @Override
  public long sliceEnd(Ed25519Batch task, long from, int wanted) {
    return messageBuffers().sliceEnd(task.messages(), from, wanted);
  }

  @Override
  public int capacity(Ed25519Batch task, Slice slice) {
    return messageBuffers().capacity(task.messages(), slice);
  }

  @Override
  public Columns<Ed25519Batch, Verdicts> columns() {
    return COLUMNS;
  }

  @Override
  public List<Stage<Ed25519Batch>> stages(int capacity) {
    return List.of(scalars(capacity), points(capacity));
  }

  private Stage<Ed25519Batch> scalars(int capacity) {
    return Stage.<Ed25519Batch>named("scalars")
        .brings(COLUMNS.buffers(capacity))
        .brings(messageBuffers().buffers(capacity))
        .brings(
            BufferSpec.scratch(
                "digits", ElementType.INT, (long) EddsaPrograms.DIGIT_INTS * capacity))
        .constant("order", EddsaConstants.get())
        .launches(
            KernelCall.of(
                ScalarKernels.class, "encodings", capacity, "order", "items", "digits", "verdicts"),
            (input, control) ->
                control
                    .items(input.slice().size())
                    .parameter(ScalarKernels.FLAGS, input.task().rule().flags()))
        .launches(
            KernelCall.of(
                ScalarKernels.class,
                "challenges",
                capacity,
                "order",
                "items",
                RecordBuffers.MESSAGES,
                RecordBuffers.OFFSETS,
                "digits"));
  }

  private Stage<Ed25519Batch> points(int capacity) {
    EddsaPlan plan = EddsaPlan.of(decodesR, cofactored);
    Class<?> kernels = PointKernels.class;
    Stage<Ed25519Batch> stage =
        Stage.<Ed25519Batch>named("points")
            .brings(
                BufferSpec.scratch(
                    "table", ElementType.LONG, (long) EddsaPrograms.TABLE_LONGS * capacity))
            .constant("base", BasePointTable.get())
            .constant("code", plan.code())
            .constant("constants", plan.constants())
            .launches(
                KernelCall.of(
                    kernels,
                    "points",
                    capacity,
                    "code",
                    "constants",
                    "items",
                    "digits",
                    "table",
                    "base",
                    "verdicts"));
    return decodesR
        ? stage
        : stage.launches(
            KernelCall.of(
                kernels,
                "encodings",
                groups(capacity, groupSize(capacity)),
                "code",
                "constants",
                "items",
                "table",
                "base",
                "verdicts"),
            (input, control) -> eachGroup(control, input.slice().size(), groupSize(capacity)));
  }

  private static void eachGroup(Control control, int items, int size) {
    control
        .items(groups(items, size))
        .parameter(PointKernels.ITEMS, items)
        .parameter(PointKernels.GROUP, size);
  }

  private static int groups(int items, int size) {
    return (items + size - 1) / size;
  }

  private static int groupSize(int capacity) {
    return capacity <= FEW_ITEMS ? SMALL_GROUP : GROUP;
  }

  @Override
  public Verdicts newResult(Ed25519Batch task) {
    return new Verdicts(task.items());
  }

  @Override
  public Optional<MemorySegment> inPlace(
      Ed25519Batch task, Slice slice, Verdicts result, String buffer) {
    return buffer.equals(RecordBuffers.MESSAGES)
        ? RecordBuffers.inPlace(task.messages(), slice)
        : COLUMNS.inPlace(task, slice, result, buffer);
  }

  @Override
  public void encode(Ed25519Batch task, Slice slice, Buffers buffers) {
    COLUMNS.encode(task, slice, buffers);
    messageBuffers().encode(task.messages(), slice, buffers);
    task.exceptions().mark(slice, buffers.payload(RecordBuffers.OFFSETS));
  }

  @Override
  public void decode(Ed25519Batch task, Slice slice, Buffers buffers, Verdicts result) {
    COLUMNS.decode(slice, buffers, result);
    task.exceptions().malformed().writeTo(result.codes(), slice);
  }

  @Override
  public Optional<HostBody<Ed25519Batch, Verdicts>> hostBody() {
    return Optional.of(new HostPoints());
  }

  @Override
  public ItemOracle<Verdicts> oracle(Ed25519Batch task) {
    HostVerifier verifier = new HostVerifier(task);
    return ItemOracle.of(
        item -> verifier.verdict(item).code(),
        (item, expected, verdicts) -> {
          int actual = verdicts.codes().getAtIndex(JAVA_INT, item);
          return expected == actual
              ? Optional.empty()
              : Optional.of("ed25519: expected code=" + expected + ", actual code=" + actual);
        });
  }

  private RecordBuffers messageBuffers() {
    return new RecordBuffers(messageBytes);
  }
}
