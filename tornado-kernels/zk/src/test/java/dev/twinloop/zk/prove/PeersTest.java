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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs made here are accepted by others. */
class PeersTest {
  private static final List<String> FEW =
      List.of("bn254/multiplier", "bn254/zerob", "bls12381/multiplier", "bls12381/zerob");

  /** Of a file whose lines are [verification key, signals, proof]. */
  private static final String VERIFY =
      """
      const [, , library, lines] = process.argv;
      const { groth16 } = require(library);
      (async () => {
        const count = [0, 0];
        for (const line of require("fs").readFileSync(lines, "utf8").trim().split("\\n")) {
          count[(await groth16.verify(...JSON.parse(line))) ? 0 : 1]++;
        }
        console.log(`${count[0]} accepted, ${count[1]} refused`);
        process.exit(count[1] ? 1 : 0);
      })();
      """;

  @TempDir Path folder;

  private static void eachProof(List<String> sets, int times, Each each) throws Exception {
    try (ZkProver prover =
        ZkProver.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY))) {
      for (String set : sets) {
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
        FEW,
        2,
        (set, key, proved) ->
            assertTrue(Zwaves.verify(key.verifyingKey(), proved.statement()), set));
  }

  @Test
  @Tag("slow")
  void zwavesAcceptsAThousandProofs() throws Exception {
    eachProof(
        Sets.names(),
        50,
        (set, key, proved) ->
            assertTrue(Zwaves.verify(key.verifyingKey(), proved.statement()), set));
  }

  /** With snarkjs in the node_modules of the folder that {@code -Dtwinloop.snarkjs} names. */
  @Test
  @Tag("slow")
  void snarkjsAcceptsAThousandProofs() throws Exception {
    String snarkjs = System.getProperty("twinloop.snarkjs", "");
    Path library = Path.of(snarkjs, "node_modules", "snarkjs", "build", "main.cjs");
    Assumptions.assumeTrue(
        !snarkjs.isEmpty() && Files.isReadable(library),
        () -> "no snarkjs at " + library + "; npm install snarkjs, set -Dtwinloop.snarkjs=DIR");
    Path lines = folder.resolve("proofs.jsonl");
    try (var out = Files.newBufferedWriter(lines)) {
      eachProof(
          Sets.names(),
          50,
          (_, key, proved) ->
              out.write(
                  "[%s,%s,%s]%n"
                      .formatted(
                          oneLine(key.verifyingKey().toJson()),
                          oneLine(Proof.publicJson(proved.signals())),
                          oneLine(proved.proof().toJson()))));
    }
    Path script = Files.writeString(folder.resolve("verify.cjs"), VERIFY);
    Process node =
        new ProcessBuilder(
                "node", script.toString(), library.toAbsolutePath().toString(), lines.toString())
            .redirectErrorStream(true)
            .start();
    String told = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, node.waitFor(), told);
    assertEquals("1000 accepted, 0 refused", told.strip());
  }

  private static String oneLine(String json) {
    return json.replace("\n", "");
  }
}
