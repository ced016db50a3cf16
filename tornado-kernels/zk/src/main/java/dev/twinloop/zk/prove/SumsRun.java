package dev.twinloop.zk.prove;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.MsmSums;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Operation;
import dev.twinloop.kernel.ntt.Pointwise;
import dev.twinloop.kernel.ntt.Transform;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.task.Task;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.PairingCurve;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Computes the five sums of one proof on one engine: in one run where an accelerator has room for
 * all, else by a task a step; and where none takes part, the sums by this VM's own arithmetic. All
 * memory that holds what the witness tells is this run's, and closing zeroes it.
 */
final class SumsRun implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SumsRun.class.getName());
  private static final int BYTES = Elements.BYTES;
  private static final long PIECE = 1 << 16;
  private static final ValueLayout.OfLong BIG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LITTLE =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final ExecutionEngine engine;
  private final ProvingKey key;
  private final Witness witness;
  private final Arena arena = Arena.ofShared();
  private final List<TaskReport> reports = new ArrayList<>();
  private boolean inOneRun;
  private MemorySegment scalars = MemorySegment.NULL;
  private MemorySegment rows = MemorySegment.NULL;
  private MemorySegment others = MemorySegment.NULL;

  SumsRun(ExecutionEngine engine, ProvingKey key, Witness witness) {
    this.engine = engine;
    this.key = key;
    this.witness = witness;
    this.inOneRun = !onHost() && key.fitsOneRun();
  }

  /** The sums. */
  ProverSums sums() {
    if (inOneRun) {
      try {
        return await(submit(new SumsTask(key, witness))).get();
      } catch (DeviceException.OutOfMemory e) {
        LOG.log(Level.INFO, "zk prove: {0}: no device has room for all sums at once", key);
        key.tooLargeForOneRun();
        inOneRun = false;
      }
    }
    return otherwise();
  }

  private ProverSums otherwise() {
    long domain = 1L << key.zkey().logDomain();
    rows = arena.allocate(3 * domain * BYTES, 64);
    others = arena.allocate(3 * domain * BYTES, 64);
    scalars = arena.allocate(Math.max(witness.wires(), domain) * BYTES, 64);
    return onHost() ? onThisHost() : byTasks();
  }

  /** By arithmetic of this VM, whose limbs are twice as long as those of kernels. */
  private ProverSums onThisHost() {
    MemorySegment quotient = quotient();
    int log = key.zkey().logDomain();
    MemorySegment little = scalars.asSlice(0, quotient.byteSize());
    pieces(
        little.byteSize(),
        (from, to) -> {
          for (long at = from; at < to; at += BYTES) {
            reverse(quotient, key.roots().placeOfH(at / BYTES, log) * BYTES, little, at);
          }
        });
    return new HostSums(key.zkey(), witness.values(), little).all();
  }

  private ProverSums byTasks() {
    MemorySegment big = scalars.asSlice(0, witness.wires() * BYTES);
    pieces(
        big.byteSize(),
        (from, to) -> {
          for (long at = from; at < to; at += BYTES) {
            reverse(witness.values(), at, big, at);
          }
        });
    TaskHandle<MsmSums> a = submit(Msm.of(key.a(), big));
    TaskHandle<MsmSums> b1 = submit(Msm.of(key.b1(), big));
    TaskHandle<MsmSums> b2 = submit(Msm.of(key.b2(), big));
    long privates = (key.zkey().publicSignals() + 1L) * BYTES;
    List<TaskHandle<MsmSums>> c =
        key.c().stream().map(bases -> submit(Msm.of(bases, big.asSlice(privates)))).toList();
    TaskHandle<MsmSums> h = submit(Msm.of(key.h(), quotient()));
    PairingCurve curve = key.zkey().curve();
    return new ProverSums(
        await(a).get(0),
        await(b1).get(0),
        await(b2).get(0),
        c.isEmpty() ? curve.g1().infinity() : await(c.getFirst()).get(0),
        await(h).get(0));
  }

  /** h: the values of a b − c on the odd points; H's points carry the division. */
  private MemorySegment quotient() {
    Zkey zkey = key.zkey();
    key.rows().evaluate(witness.values(), rows, key.roots().factor());
    var field = DeviceNames.scalars(zkey.curve());
    int log = zkey.logDomain();
    BigInteger odd = zkey.curve().scalars().rootOfUnity(log + 1);
    await(submit(Ntt.of(Transform.inverse(field, log), rows).into(others)));
    await(submit(Ntt.of(Transform.forward(field, log).onCoset(odd), others).into(rows)));
    long bytes = (1L << log) * BYTES;
    Pointwise product =
        new Pointwise(
            field,
            Operation.MULTIPLY_SUBTRACT,
            BigInteger.ONE,
            List.of(
                rows.asSlice(0, bytes), rows.asSlice(bytes, bytes), rows.asSlice(2 * bytes, bytes)),
            others.asSlice(0, bytes));
    await(submit(product));
    return others.asSlice(0, bytes);
  }

  /**
   * The quotient's scalars, big-endian in the order of transforms here; empty if they never left a
   * device.
   */
  Optional<MemorySegment> lastQuotient() {
    return inOneRun
        ? Optional.empty()
        : Optional.of(others.asSlice(0, (1L << key.zkey().logDomain()) * BYTES));
  }

  /** Whether no accelerator takes part. */
  private boolean onHost() {
    return engine instanceof HybridScheduler scheduler && scheduler.loads().isEmpty();
  }

  /** Bytes from one place to before another. */
  private interface Part {
    void run(long from, long to);
  }

  private static void pieces(long bytes, Part part) {
    LongStream.range(0, (bytes + PIECE - 1) / PIECE)
        .parallel()
        .forEach(piece -> part.run(piece * PIECE, Math.min(bytes, (piece + 1) * PIECE)));
  }

  /** An element with its bytes the other way round. */
  private static void reverse(MemorySegment from, long at, MemorySegment to, long place) {
    for (int word = 0; word < BYTES; word += 8) {
      to.set(BIG, place + BYTES - 8 - word, from.get(LITTLE, at + word));
    }
  }

  private final List<TaskHandle<?>> open = new ArrayList<>();

  private <R> TaskHandle<R> submit(Task<R> task) {
    TaskHandle<R> handle = engine.submit(task);
    open.add(handle);
    return handle;
  }

  private <R> R await(TaskHandle<R> handle) {
    TaskResult<R> result = handle.await();
    reports.add(result.report());
    return result.value();
  }

  /** What ran where. */
  List<TaskReport> reports() {
    return List.copyOf(reports);
  }

  /** Waits for tasks that still read the memory, then zeroes and frees it. */
  @Override
  public void close() {
    for (TaskHandle<?> handle : open) {
      handle.cancel();
      settle(handle);
    }
    scalars.fill((byte) 0);
    rows.fill((byte) 0);
    others.fill((byte) 0);
    arena.close();
  }

  private static void settle(TaskHandle<?> handle) {
    try {
      handle.await();
    } catch (RuntimeException e) {
      // Its failure has been told to whom it concerns; here only its end counts.
      assert handle.future().isDone();
    }
  }
}
