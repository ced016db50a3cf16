package dev.twinloop.zk.prove;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.zk.Sets;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import dev.twinloop.zk.verify.Proof;
import dev.twinloop.zk.verify.Zwaves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs made here are accepted by others. */
class PeersTest {
  private static final List<String> SETS =
      List.of("bn254/multiplier", "bn254/zerob", "bls12381/multiplier", "bls12381/zerob");

  @TempDir Path folder;

  private static void eachProof(int times, Each each) throws Exception {
    try (ZkProver prover =
        ZkProver.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY))) {
      for (String set : SETS) {
        Zkey zkey = Zkey.parse(set, Sets.memory(set + "/circuit.zkey"));
        try (ProvingKey key = ProvingKey.of(zkey, Trust.SKIP_POINTS);
            Witness witness = Witness.of(set, Sets.memory(set + "/witness.wtns"))) {
          for (int i = 0; i < times; i++) {
            each.accept(set, key, prover.prove(ZkProve.of(key, witness)));
          }
        }
      }
    }
  }

  private interface Each {
    void accept(String set, ProvingKey key, Proved proved) throws Exception;
  }

  @Test
  void zwavesAcceptsFreshProofs() throws Exception {
    eachProof(
        2,
        (set, key, proved) ->
            assertTrue(Zwaves.verify(key.verifyingKey(), proved.statement()), set));
  }

  @Test
  @Tag("slow")
  void zwavesAcceptsAThousandProofs() throws Exception {
    eachProof(
        250,
        (set, key, proved) ->
            assertTrue(Zwaves.verify(key.verifyingKey(), proved.statement()), set));
  }

  /** With snarkjs in the node_modules of the folder that {@code -Dtwinloop.snarkjs} names. */
  @Test
  @Tag("slow")
  void snarkjsAcceptsFreshProofs() throws Exception {
    String snarkjs = System.getProperty("twinloop.snarkjs", "");
    Path program = Path.of(snarkjs, "node_modules", "snarkjs", "build", "cli.cjs");
    Assumptions.assumeTrue(
        !snarkjs.isEmpty() && Files.isReadable(program),
        () -> "no snarkjs at " + program + "; npm install snarkjs, set -Dtwinloop.snarkjs=DIR");
    eachProof(2, (set, key, proved) -> assertEquals(0, snarkjs(program, key, proved), set));
  }

  private int snarkjs(Path program, ProvingKey key, Proved proved)
      throws IOException, InterruptedException {
    Path vkey = Files.writeString(folder.resolve("v.json"), key.verifyingKey().toJson());
    Path signals = Files.writeString(folder.resolve("u.json"), Proof.publicJson(proved.signals()));
    Path proof = Files.writeString(folder.resolve("p.json"), proved.proof().toJson());
    return new ProcessBuilder(
            "node",
            program.toString(),
            "groth16",
            "verify",
            vkey.toString(),
            signals.toString(),
            proof.toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
