package dev.twinloop.zk.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.scheduler.SchedulerEvent;
import dev.twinloop.scheduler.SchedulerListener;
import dev.twinloop.task.TaskType;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.zk.Sets;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import dev.twinloop.zk.verify.Proof;
import dev.twinloop.zk.verify.Statement;
import dev.twinloop.zk.verify.Verdict;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A proof's parts on two devices side by side. */
class ProofPartsTest {
  private static final String SET = "bls12381/edges";

  /** Kills the first device that has computed a part, before it gets another. */
  private static final class Killer implements SchedulerListener {
    final CompletableFuture<HybridScheduler> scheduler = new CompletableFuture<>();
    final AtomicReference<String> killed = new AtomicReference<>("");

    @Override
    public void event(SchedulerEvent event) {}

    @Override
    public void slice(String traceId, TaskType type, SliceReport report) {
      if (killed.compareAndSet("", report.deviceId())) {
        ((WorkerEngine) scheduler.join().engine(report.deviceId())).kill();
      }
    }
  }

  /** Each look at a task went through all rows of the key: half a second a proof of 2^20. */
  @Test
  void aTaskAsksItsKeyForItsProgram() {
    try (ProvingKey key =
            ProvingKey.of(Zkey.parse(SET, Sets.memory(SET + "/circuit.zkey")), Trust.SKIP_POINTS);
        Witness witness = Witness.of(SET, Sets.memory(SET + "/witness.wtns"))) {
      SumsTask task = new SumsTask(key, witness);
      assertSame(task.program().program(), task.program().program());
    }
  }

  @Test
  void aDeviceThatDiesLosesItsPartsAlone() {
    Killer killer = new Killer();
    SchedulerConfig config =
        SchedulerConfig.defaults()
            .withDevices(List.of("cpu-worker:0", "cpu-worker:1"))
            .withStrategy(Strategy.GPU_ONLY)
            .withSliceItems(16)
            .withListener(killer);
    try (HybridScheduler scheduler = HybridScheduler.open(config);
        ProvingKey key =
            ProvingKey.of(Zkey.parse(SET, Sets.memory(SET + "/circuit.zkey")), Trust.SKIP_POINTS);
        Witness witness = Witness.of(SET, Sets.memory(SET + "/witness.wtns"))) {
      killer.scheduler.complete(scheduler);
      TaskResult<SumsResult> result = scheduler.submit(new SumsTask(key, witness)).await();
      List<SliceReport> slices = result.report().slices();
      assertEquals(5, slices.size(), "65 wires, 16 a part");
      long ofKilled = slices.stream().filter(s -> s.deviceId().equals(killer.killed.get())).count();
      assertEquals(1, ofKilled, "what it had done stays done: " + slices);
      assertTrue(result.report().fallbacks().size() <= 1, () -> "" + result.report().fallbacks());
      try (Blinding blinding = Blinding.random(key.zkey().curve().fr(), new SecureRandom())) {
        Proof proof = new ProofAssembly(key.zkey()).proof(result.value().get(), blinding);
        Statement statement =
            new Statement(witness.publicSignals(key.zkey().publicSignals()), proof);
        assertEquals(new Verdict.Valid(), key.verifier().verify(statement));
      }
    }
  }
}
