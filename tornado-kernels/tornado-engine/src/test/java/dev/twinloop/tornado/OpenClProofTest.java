package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.zk.Sets;
import dev.twinloop.zk.prove.Proved;
import dev.twinloop.zk.prove.ProvingKey;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import dev.twinloop.zk.prove.SecretWords;
import dev.twinloop.zk.prove.SumsKnownAnswers;
import dev.twinloop.zk.prove.Witness;
import dev.twinloop.zk.prove.ZkProve;
import dev.twinloop.zk.prove.ZkProver;
import dev.twinloop.zk.verify.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole proofs on whatever OpenCL device there is; compiling takes most of the time. */
@Tag("slow")
class OpenClProofTest {
  @Test
  void knownAnswersOfBothCurves() {
    try (HybridScheduler scheduler = HybridScheduler.open(OpenClDevice.config())) {
      scheduler.start(OpenClDevice.id());
      for (KnownAnswer<?> answer : new SumsKnownAnswers().all()) {
        assertEquals(Optional.empty(), answer.problemOn(scheduler));
      }
    }
  }

  /**
   * The device's memory is that of the worker where the device is this machine's processor: no word
   * of the witness is left in any of it.
   */
  @Test
  void aProofLeavesNoWordOfTheWitnessInTheWorker() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/mem")), "no /proc/PID/mem here");
    String set = "bn254/mimc";
    try (ZkProver prover = ZkProver.open(OpenClDevice.config());
        ProvingKey key = ProvingKey.open(Sets.file(set + "/circuit.zkey"), Trust.SKIP_POINTS);
        Witness witness = Witness.open(Sets.file(set + "/witness.wtns"))) {
      for (int i = 0; i < 2; i++) {
        Proved proved = prover.prove(ZkProve.of(key, witness).withSecretsOnDevice(true));
        assertInstanceOf(Verdict.Valid.class, key.verifier().verify(proved.statement()));
        assertEquals(1, proved.attempts().size());
        assertEquals(
            List.of(OpenClDevice.id()), List.copyOf(proved.attempts().getFirst().devices()));
      }
      SecretWords words = new SecretWords(witness);
      assertTrue(words.count() > 1000, "words=" + words.count());
      long self = ProcessHandle.current().pid();
      assertTrue(!words.in(self).isEmpty(), "this process has the witness");
      List<ProcessHandle> workers = ProcessHandle.current().children().toList();
      assertTrue(!workers.isEmpty(), "a worker");
      for (ProcessHandle worker : workers) {
        assertEquals(Map.of(), words.in(worker.pid()), "worker " + worker.pid());
      }
    }
  }
}
