package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.twinloop.kernel.curve.Curve;
import dev.twinloop.kernel.curve.LadderShape;
import dev.twinloop.kernel.curve.PointMachine;
import dev.twinloop.kernel.data.RecordBuffers;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.sha256.Sha256Kernels;
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
public record EcdsaVerify(Curve curve, int messageBytes) implements Program<EcdsaBatch, Verdicts> {
  private static final int MOST_ITEMS = 1 << 19;

  /** Signatures that keep a device busy while as many more are on their way to it. */
  static final int BUSY_ITEMS = 1 << 18;

  private static final int LEAST_MESSAGE = 64;

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
        : Program.super.sliceEnd(task, from, wanted);
  }

  @Override
  public int capacity(EcdsaBatch task, Slice slice) {
    return hashing()
        ? messageBuffers().capacity(messages(task), slice)
        : Program.super.capacity(task, slice);
  }

  @Override
  public List<BufferSpec> buffers(int capacity) {
    LadderShape shape = LadderShape.of(curve);
    PointPrograms programs = PointPrograms.verification(curve);
    ElementType ints = ElementType.INT;
    ElementType longs = ElementType.LONG;
    List<BufferSpec> all = new ArrayList<>();
    if (hashing()) {
      all.addAll(messageBuffers().buffers(capacity));
      all.add(BufferSpec.scratch("digests", ints, 8L * capacity));
    }
    all.add(BufferSpec.input("items", ints, (long) PointMachine.ITEM_INTS * capacity));
    all.add(BufferSpec.input("forms", ints, capacity));
    all.add(BufferSpec.constant("order", ints, ScalarConstants.INTS));
    all.add(BufferSpec.constant("generator", longs, (long) shape.bases() * shape.baseLongs()));
    all.add(BufferSpec.constant("code", longs, programs.code().length));
    all.add(BufferSpec.constant("constants", ints, programs.constants().length));
    all.add(BufferSpec.scratch("scalars", ints, (long) PointMachine.SCALAR_INTS * capacity));
    all.add(BufferSpec.scratch("table", longs, (long) shape.tableLongs() * capacity));
    all.add(BufferSpec.output("verdicts", ints, capacity));
    return all;
  }

  @Override
  public List<KernelCall> kernels(int capacity) {
    Class<?> scalar = ScalarKernels.class;
    List<KernelCall> all = new ArrayList<>();
    if (hashing()) {
      all.add(
          KernelCall.of(
              Sha256Kernels.class, "hashVariable", capacity, "messages", "offsets", "digests"));
    }
    all.add(
        KernelCall.of(
            scalar, "ranges", capacity, "order", "items", "forms", "scalars", "verdicts"));
    all.add(KernelCall.of(scalar, "invert", groups(capacity), "order", "scalars"));
    all.add(
        hashing()
            ? KernelCall.of(
                scalar,
                "windowsOfMessages",
                capacity,
                "order",
                "items",
                "forms",
                "digests",
                "scalars")
            : KernelCall.of(scalar, "windows", capacity, "order", "items", "scalars"));
    Class<?> points = curve == Curve.P256 ? P256Points.class : Secp256k1Points.class;
    all.add(points(points, "verdicts", capacity));
    return all;
  }

  /** The call of a point kernel. */
  static KernelCall points(Class<?> kernel, String verdicts, int capacity) {
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
    if (!buffers.inPlace("items")) {
      long bytes = (long) slice.size() * EcdsaBatch.ITEM_BYTES;
      long from = slice.from() * EcdsaBatch.ITEM_BYTES;
      ParallelCopy.copy(task.data(), from, buffers.payload("items"), 0, bytes);
    }
    encodeForms(task, slice, buffers.payload("forms"));
    int first = 0;
    if (hashing()) {
      messageBuffers().encode(messages(task), slice, buffers);
      buffers.control(0).items(slice.size());
      first = 1;
    }
    buffers.control(first).items(slice.size()).parameter(ScalarKernels.LOW_S, task.lowS() ? 1 : 0);
    buffers
        .control(first + 1)
        .items(groups(slice.size()))
        .parameter(ScalarKernels.ITEMS, slice.size());
    buffers.control(first + 2).items(slice.size());
    buffers.control(first + 3).items(slice.size());
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
    ParallelCopy.copy(
        buffers.payload("verdicts"), 0, result.codes(), slice.from() * 4, (long) slice.size() * 4);
    ItemForms forms = task.forms();
    if (forms != null) {
      forms.malformed().writeTo(result.codes(), slice);
    }
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

  static void fill(MemorySegment to, long[] values) {
    MemorySegment.copy(values, 0, to, JAVA_LONG, 0, values.length);
  }
}
