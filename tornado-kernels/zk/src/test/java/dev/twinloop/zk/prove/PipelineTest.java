package dev.twinloop.zk.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Stage;
import dev.twinloop.task.Task;
import dev.twinloop.zk.Sets;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What of several proofs overlaps. */
class PipelineTest {
  private static final String SET = "bn254/multiplier";

  /** How long a proof waits for what never comes if nothing overlaps. */
  private static final long GUARD_S = 300;

  /** A proof's sums whose last additions are held until somebody lets them go. */
  private record Held(SumsTask task, CountDownLatch release, AtomicBoolean added)
      implements Task<SumsResult> {
    /** The sum in G2, once it is let go. */
    Point released(ProverSums sums) {
      try {
        if (!release.await(GUARD_S, TimeUnit.SECONDS)) {
          throw new IllegalStateException("the device's work did not end");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      added.set(true);
      return sums.b2();
    }

    @Override
    public long items() {
      return task.items();
    }

    @Override
    public BoundProgram<SumsResult> program() {
      return BoundProgram.of(task, new Holding(SumsProgram.of(task.key()), this));
    }
  }

  /** As {@link SumsProgram}, but that a latch comes between decode and the last additions. */
  private record Holding(SumsProgram program, Held held) implements Program<SumsTask, SumsResult> {
    @Override
    public Slicing slicing() {
      return program.slicing();
    }

    @Override
    public List<Stage<SumsTask>> stages(int capacity) {
      return program.stages(capacity);
    }

    @Override
    public int capacity(SumsTask task, Slice slice) {
      return program.capacity(task, slice);
    }

    @Override
    public SumsResult newResult(SumsTask task) {
      return program.newResult(task);
    }

    @Override
    public void encode(SumsTask task, Slice slice, Buffers buffers) {
      program.encode(task, slice, buffers);
    }

    @Override
    public void decode(SumsTask task, Slice slice, Buffers buffers, SumsResult result) {
      SumsResult inner = new SumsResult();
      program.decode(task, slice, buffers, inner);
      ProverSums sums = inner.get();
      result.put(
          slice,
          ProverSums.begun(
              List.of(sums::a, sums::b1, sums::c, sums::h), () -> held.released(sums)));
    }

    @Override
    public CheckOutcome check(SumsTask task, Slice slice, SumsResult result, Sampler sampler) {
      return program.check(task, slice, result, sampler);
    }
  }

  /**
   * The order of events: the device's work ends and its slot is free for the next proof, the sums
   * in G1 are there, then the one in G2 is. Were the last additions a part of the device's work,
   * the task would not end here; did the sums in G1 wait for the one in G2, they would for ever.
   */
  @Test
  void aDeviceIsFreeForTheNextProofBeforeTheLastOneIsPutTogether() {
    Zkey zkey = Zkey.parse(SET, Sets.memory(SET + "/circuit.zkey"));
    try (HybridScheduler scheduler =
            HybridScheduler.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY));
        ProvingKey key = ProvingKey.of(zkey, Trust.SKIP_POINTS);
        Witness witness = Witness.of(SET, Sets.memory(SET + "/witness.wtns"))) {
      SumsTask task = new SumsTask(key, witness);
      ProverSums before = scheduler.submit(task).await().value().get();
      CountDownLatch release = new CountDownLatch(1);
      AtomicBoolean added = new AtomicBoolean();
      SumsResult held = scheduler.submit(new Held(task, release, added)).await().value();
      ProverSums inG1 = held.get();
      assertEquals(
          List.of(before.a(), before.b1(), before.c(), before.h()),
          List.of(inG1.a(), inG1.b1(), inG1.c(), inG1.h()));
      assertFalse(added.get(), "the last additions are still to come");
      release.countDown();
      assertEquals(before, held.get());
    }
  }
}
