package dev.twinloop.zk.prove;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.msm.MsmSums;
import dev.twinloop.kernel.ntt.Elements;
import dev.twinloop.kernel.ntt.Ntt;
import dev.twinloop.kernel.ntt.Operation;
import dev.twinloop.kernel.ntt.Pointwise;
import dev.twinloop.kernel.ntt.Transform;
import dev.twinloop.workflow.Steps;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.PairingCurve;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;

/**
 * Computes the five sums of one proof, as steps of a workflow: in one run where an accelerator has
 * room for all, else by a task a step; and where none takes part, the sums by this VM's own
 * arithmetic. All memory that holds what the witness tells is the workflow's, which zeroes it.
 */
final class SumsRun {
  private static final System.Logger LOG = System.getLogger(SumsRun.class.getName());
  private static final int BYTES = Elements.BYTES;
  private static final long PIECE = 1 << 16;
  private static final ValueLayout.OfLong BIG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LITTLE =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Steps steps;
  private final ProvingKey key;
  private final Witness witness;
  private boolean inOneRun;
  private MemorySegment scalars = MemorySegment.NULL;
  private MemorySegment rows = MemorySegment.NULL;
  private MemorySegment others = MemorySegment.NULL;

  SumsRun(Steps steps, ProvingKey key, Witness witness) {
    this.steps = steps;
    this.key = key;
    this.witness = witness;
    this.inOneRun = steps.accelerated() && key.fitsOneRun();
  }

  /** The sums. */
  ProverSums sums() {
    if (inOneRun) {
      try {
        return soonest();
      } catch (DeviceException.OutOfMemory e) {
        LOG.log(
            Level.INFO,
            "task {0}: zk prove: {1}: no device has room for all sums at once",
            steps.traceId(),
            key);
        key.tooLargeForOneRun();
        inOneRun = false;
      }
    }
    return otherwise();
  }

  /**
   * What a device answers, before its task has ended: what it left in memory is wiped meanwhile,
   * and the workflow does not end before that.
   */
  private ProverSums soonest() {
    CompletableFuture<SumsResult> answer = new CompletableFuture<>();
    TaskHandle<SumsResult> handle = steps.submit(new SumsTask(key, witness, answer::complete));
    var unused =
        handle
            .future()
            .handle(
                (result, failure) ->
                    failure == null ? answer.complete(result.value()) : answer.cancel(false));
    try {
      return answer.get().get();
    } catch (CancellationException | ExecutionException e) {
      return handle.await().value().get(); // throws what the task failed with
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return handle.await().value().get(); // throws what says so
    }
  }

  private ProverSums otherwise() {
    long domain = 1L << key.zkey().logDomain();
    rows = steps.allocate(3 * domain * BYTES);
    others = steps.allocate(3 * domain * BYTES);
    scalars = steps.allocate(Math.max(witness.wires(), domain) * BYTES);
    return steps.accelerated() ? byTasks() : onThisHost();
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
    return steps.onHost(
        "sums",
        Math.toIntExact(witness.wires()),
        () -> new HostSums(key.zkey(), witness.values(), little).all());
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
    TaskHandle<MsmSums> a = steps.submit(Msm.of(key.a(), big));
    TaskHandle<MsmSums> b1 = steps.submit(Msm.of(key.b1(), big));
    TaskHandle<MsmSums> b2 = steps.submit(Msm.of(key.b2(), big));
    long privates = (key.zkey().publicSignals() + 1L) * BYTES;
    List<TaskHandle<MsmSums>> c =
        key.c().stream().map(bases -> steps.submit(Msm.of(bases, big.asSlice(privates)))).toList();
    TaskHandle<MsmSums> h = steps.submit(Msm.of(key.h(), quotient()));
    PairingCurve curve = key.zkey().curve();
    return new ProverSums(
        sum(a), sum(b1), sum(b2), c.isEmpty() ? curve.g1().infinity() : sum(c.getFirst()), sum(h));
  }

  private static Point sum(TaskHandle<MsmSums> step) {
    return step.await().value().get(0);
  }

  /** h: the values of a b − c on the odd points; H's points carry the division. */
  private MemorySegment quotient() {
    Zkey zkey = key.zkey();
    steps.onHost(
        "rows",
        Math.toIntExact(witness.wires()),
        () -> {
          key.rows().evaluate(witness.values(), rows, key.roots().factor());
          return true;
        });
    var field = DeviceNames.scalars(zkey.curve());
    int log = zkey.logDomain();
    BigInteger odd = zkey.curve().scalars().rootOfUnity(log + 1);
    Elements unused = steps.run(Ntt.of(Transform.inverse(field, log), rows).into(others));
    unused = steps.run(Ntt.of(Transform.forward(field, log).onCoset(odd), others).into(rows));
    long bytes = (1L << log) * BYTES;
    Pointwise product =
        new Pointwise(
            field,
            Operation.MULTIPLY_SUBTRACT,
            BigInteger.ONE,
            List.of(
                rows.asSlice(0, bytes), rows.asSlice(bytes, bytes), rows.asSlice(2 * bytes, bytes)),
            others.asSlice(0, bytes));
    unused = steps.run(product);
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
}
