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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole proofs on whatever OpenCL device there is; compiling takes most of the time. */
@Tag("slow")
class OpenClProofTest {
  private static final String SET = "bn254/mimc";
  private static final String OTHER = "bn254/multiplier";

  /** Proofs of another witness after which no thread has a word of the first. */
  private static final int MOST_LATER = 16;

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
   * of the witness is left in any of it. What a thread of the processor has on its stack, a kernel
   * of the program overwrites if the thread has a part in it: a thread that had none has one in a
   * later proof, here of another witness.
   */
  @Test
  void aProofLeavesNoWordOfTheWitnessInTheWorker() throws Exception {
    assumeTrue(Files.isReadable(Path.of("/proc/self/mem")), "no /proc/PID/mem here");
    try (ZkProver prover = ZkProver.open(OpenClDevice.config());
        ProvingKey key = ProvingKey.open(Sets.file(SET + "/circuit.zkey"), Trust.SKIP_POINTS);
        Witness witness = Witness.open(Sets.file(SET + "/witness.wtns"));
        ProvingKey other = ProvingKey.open(Sets.file(OTHER + "/circuit.zkey"), Trust.SKIP_POINTS);
        Witness others = Witness.open(Sets.file(OTHER + "/witness.wtns"))) {
      prove(prover, key, witness);
      prove(prover, key, witness);
      SecretWords words = new SecretWords(witness);
      assertTrue(words.count() > 1000, "words=" + words.count());
      long self = ProcessHandle.current().pid();
      assertTrue(!words.in(self).isEmpty(), "this process has the witness");
      List<ProcessHandle> workers = ProcessHandle.current().children().toList();
      assertTrue(!workers.isEmpty(), "a worker");
      Map<String, Integer> found = found(words, workers);
      for (int later = 0; later < MOST_LATER && !found.isEmpty(); later++) {
        Set<String> elsewhere = new TreeSet<>(found.keySet());
        elsewhere.removeIf(region -> region.startsWith(SecretWords.STACK));
        assertEquals(Set.of(), elsewhere, "beside stacks: " + found);
        prove(prover, other, others);
        found = found(words, workers);
      }
      assertEquals(Map.of(), found);
    }
  }

  private static void prove(ZkProver prover, ProvingKey key, Witness witness) {
    Proved proved = prover.prove(ZkProve.of(key, witness).withSecretsOnDevice(true));
    assertInstanceOf(Verdict.Valid.class, key.verifier().verify(proved.statement()));
    assertEquals(1, proved.attempts().size());
    assertEquals(List.of(OpenClDevice.id()), List.copyOf(proved.attempts().getFirst().devices()));
  }

  private static Map<String, Integer> found(SecretWords words, List<ProcessHandle> workers)
      throws IOException {
    Map<String, Integer> all = new TreeMap<>();
    for (ProcessHandle worker : workers) {
      words.in(worker.pid()).forEach((region, hits) -> all.merge(region, hits, Integer::sum));
    }
    return all;
  }
}
