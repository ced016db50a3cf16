package dev.twinloop.zk.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Cancellation;
import dev.twinloop.engine.InterruptedWaitException;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.zk.Sets;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.prove.FaultyEngine.Fault;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import dev.twinloop.zk.verify.Verdict;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A proof is one task: one trace id, one cancel, one report for all its attempts and their steps.
 */
class ProofWorkflowTest {
  private static final String SET = "bn254/multiplier";
  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  private final HybridScheduler scheduler =
      HybridScheduler.open(
          SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY).withSampleRate(0));
  private final FaultyEngine devices = new FaultyEngine(scheduler, new Random(7));
  private final ZkProver prover =
      new ZkProver(
          new ZkProver.Engine("cpu", () -> new FaultyEngine(scheduler, new Random(1))),
          Optional.of(new ZkProver.Engine("devices", () -> devices)),
          _ -> Optional.empty(),
          new SecureRandom());

  @AfterEach
  void close() {
    scheduler.close();
  }

  private static ProvingKey key() {
    return ProvingKey.of(Zkey.parse(SET, Sets.memory(SET + "/circuit.zkey")), Trust.SKIP_POINTS);
  }

  private static Witness witness() {
    return Witness.of(SET, Sets.memory(SET + "/witness.wtns"));
  }

  @Test
  void allAttemptsAndTheirStepsHaveTheTraceIdThatWasPassedIn() {
    try (ProvingKey key = key();
        Witness witness = witness()) {
      key.tooLargeForOneRun();
      devices.arm(Fault.LOST, false);
      TaskHandle<Proved> handle =
          prover.submit(
              ZkProve.of(key, witness).withSecretsOnDevice(true),
              Submission.plain().traced(PARENT));
      assertEquals(TRACE, handle.traceId());
      TaskResult<Proved> result = handle.await();
      assertEquals(new Verdict.Valid(), key.verifier().verify(result.value().statement()));
      assertEquals(2, result.value().attempts().size());
      assertEquals(1, handle.progress());
      TaskReport report = result.report();
      assertEquals("groth16", report.type().name());
      assertTrue(report.notes().contains("step groth16-attempt: no result: UNAVAILABLE"));
      TaskReport attempt = report.steps().getLast();
      assertEquals(result.value().attempts().getLast().reports(), attempt.steps());
      List<String> steps = attempt.steps().stream().map(step -> step.type().name()).toList();
      assertTrue(steps.containsAll(List.of("msm", "ntt", "rows")), steps.toString());
      assertTrue(attempt.steps().stream().allMatch(step -> step.traceId().equals(TRACE)));
    }
  }

  @Test
  void aProofThatIsCancelledBeforehandComputesNothing() {
    Cancellation cancelled = new Cancellation();
    cancelled.cancel();
    try (ProvingKey key = key();
        Witness witness = witness()) {
      assertThrows(
          CancellationException.class,
          () -> prover.submit(ZkProve.of(key, witness), Submission.plain().under(cancelled)));
    }
  }

  /** The proof went on with a witness that its caller then closed. */
  @Test
  void aProofEndsWithTheThreadThatWaitsForIt() {
    try (ProvingKey key = key();
        Witness witness = witness()) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedWaitException.class, () -> prover.prove(ZkProve.of(key, witness)));
      assertTrue(Thread.interrupted());
      assertEquals(0, scheduler.tasksUnderWay());
      assertFalse(prover.prove(ZkProve.of(key, witness)).attempts().isEmpty());
    }
  }
}
