package dev.twinloop.zk.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import dev.twinloop.zk.verify.Verdict;
import dev.twinloop.zk.verify.Verifier;
import dev.twinloop.zk.verify.VerifyingKey;
import dev.twinloop.zk.verify.Zwaves;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The key of a ceremony that others held: Semaphore's, for trees of depth 20. In the folder that
 * {@code -Dtwinloop.semaphore} names: {@code npm install snarkjs @zk-kit/semaphore-artifacts}.
 */
@Tag("slow")
class SemaphoreTest {
  private static final int DEPTH = 20;

  @TempDir Path folder;

  @Test
  void theKeyOfDepth20ProvesAndVerifies() throws Exception {
    String named = System.getProperty("twinloop.semaphore", "");
    Path modules = Path.of(named, "node_modules");
    Path artifacts = modules.resolve("@zk-kit/semaphore-artifacts");
    Assumptions.assumeTrue(
        !named.isEmpty() && Files.isDirectory(artifacts),
        () -> "no " + artifacts + "; npm install there, set -Dtwinloop.semaphore=DIR");
    Path file = witness(modules.resolve("snarkjs/build/cli.cjs"), artifacts);
    try (ProvingKey key =
            ProvingKey.open(artifacts.resolve("semaphore-20.zkey"), Trust.CHECK_POINTS);
        Witness witness = Witness.open(file);
        ZkProver prover =
            ZkProver.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY))) {
      assertEquals(6454, key.zkey().wires());
      assertEquals(13, key.zkey().logDomain());
      assertEquals(25_917, key.zkey().coefficients());
      assertEquals(255, KeyFigures.of(key).longestRow());
      Proved proved = prover.prove(ZkProve.of(key, witness));
      assertEquals(1, proved.attempts().size());
      assertEquals(4, proved.signals().size()); // root, nullifier, hash of message, hash of scope
      assertEquals(new Verdict.Valid(), Verifier.of(key.verifyingKey()).verify(proved.statement()));
      assertTrue(Zwaves.verify(key.verifyingKey(), proved.statement()));
      assertEquals(
          key.verifyingKey(),
          VerifyingKey.parse("vkey", key.verifyingKey().toJson().getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** Of any numbers: the circuit computes the root that they lead to. */
  private Path witness(Path snarkjs, Path artifacts) throws IOException, InterruptedException {
    String siblings =
        IntStream.range(0, DEPTH)
            .mapToObj(i -> "\"" + (1000 + i) + "\"")
            .collect(Collectors.joining(",", "[", "]"));
    String input =
        "{\"secret\":\"1234567\",\"merkleProofLength\":\"20\",\"merkleProofIndex\":\"5\","
            + "\"merkleProofSiblings\":"
            + siblings
            + ",\"message\":\"42\",\"scope\":\"7\"}";
    Path json = Files.writeString(folder.resolve("input.json"), input);
    Path witness = folder.resolve("w.wtns");
    int status =
        new ProcessBuilder(
                "node",
                snarkjs.toString(),
                "wtns",
                "calculate",
                artifacts.resolve("semaphore-20.wasm").toString(),
                json.toString(),
                witness.toString())
            .inheritIO()
            .start()
            .waitFor();
    assertEquals(0, status);
    return witness;
  }
}
