package dev.twinloop.zk.prove;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.MsmSums;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Operation;
import dev.twinloop.kernel.ntt.Pointwise;
import dev.twinloop.kernel.ntt.Transform;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.task.Task;
import dev.twinloop.zk.format.Wtns;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.MultiSum;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.pairing.PairingGroups;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Computes the five sums of one proof on one engine: by one task where an accelerator takes part,
 * else by a task a step, and G2's here meanwhile. All memory that holds what the witness tells is
 * this run's, and closing zeroes it.
 */
final class SumsRun implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(SumsRun.class.getName());
  private static final int BYTES = Elements.BYTES;
  private static final long PIECE = 1 << 16;

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
    this.inOneRun = accelerated() && key.fitsOneRun();
  }

  /** The sums: in one run where a device has room for all, else by a task each. */
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
    return byTasks();
  }

  private ProverSums byTasks() {
    long domain = 1L << key.zkey().logDomain();
    scalars = arena.allocate(witness.wires() * BYTES, 64);
    rows = arena.allocate(3 * domain * BYTES, 64);
    others = arena.allocate(3 * domain * BYTES, 64);
    reverse(witness.values(), scalars);
    TaskHandle<MsmSums> a = submit(Msm.of(key.a(), scalars));
    TaskHandle<MsmSums> b1 = submit(Msm.of(key.b1(), scalars));
    Optional<TaskHandle<MsmSums>> inG2 =
        accelerated() ? Optional.of(submit(Msm.of(key.b2(), scalars))) : Optional.empty();
    long privates = (key.zkey().publicSignals() + 1L) * BYTES;
    List<TaskHandle<MsmSums>> c =
        key.c().stream().map(bases -> submit(Msm.of(bases, scalars.asSlice(privates)))).toList();
    TaskHandle<MsmSums> h = submit(Msm.of(key.h(), quotient()));
    Point b2 = inG2.isPresent() ? await(inG2.get()).get(0) : sumInG2();
    PairingCurve curve = key.zkey().curve();
    return new ProverSums(
        point(await(a)),
        point(await(b1)),
        b2,
        c.isEmpty() ? curve.g1().infinity() : point(await(c.getFirst())),
        point(await(h)));
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

  private boolean accelerated() {
    return engine instanceof HybridScheduler scheduler && !scheduler.loads().isEmpty();
  }

  private Point sumInG2() {
    Zkey zkey = key.zkey();
    MultiSum sum =
        new MultiSum(zkey.points(Zkey.Points.B2), witness.values(), Wtns.BYTES, (int) zkey.wires());
    PairingCurve curve = zkey.curve();
    long[] affine = sum.affine(() -> new PairingGroups(curve).g2());
    return new PairingGroups(curve).point2(affine, 0);
  }

  private static void reverse(MemorySegment little, MemorySegment big) {
    long pieces = (big.byteSize() + PIECE - 1) / PIECE;
    LongStream.range(0, pieces)
        .parallel()
        .forEach(
            piece -> {
              long from = piece * PIECE;
              long bytes = Math.min(PIECE, big.byteSize() - from);
              reversePiece(little.asSlice(from, bytes), big.asSlice(from, bytes));
            });
  }

  private static void reversePiece(MemorySegment little, MemorySegment big) {
    var to =
        java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED.withOrder(java.nio.ByteOrder.BIG_ENDIAN);
    var from =
        java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED.withOrder(
            java.nio.ByteOrder.LITTLE_ENDIAN);
    for (long at = 0; at < big.byteSize(); at += BYTES) {
      for (int word = 0; word < BYTES; word += 8) {
        big.set(to, at + BYTES - 8 - word, little.get(from, at + word));
      }
    }
  }

  private Point point(MsmSums sums) {
    var point = sums.get(0);
    return key.zkey().curve().g1().point(point.x().number(), point.y().number());
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
