package dev.twinloop.zk.prove;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.scheduler.Strategy;
import dev.twinloop.zk.Sets;
import dev.twinloop.zk.format.R1cs;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.verify.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsecureSetupTest {
  @TempDir Path folder;

  @Test
  void aKeyMadeHereProves() throws IOException {
    List<String> sets =
        List.of("bn254/multiplier", "bn254/unused", "bn254/nopublic", "bls12381/unused");
    try (ZkProver prover =
        ZkProver.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY))) {
      for (String set : sets) {
        R1cs circuit = R1cs.parse(set, Sets.memory(set + "/circuit.r1cs"));
        Path file = folder.resolve("new.zkey");
        InsecureSetup.write(circuit, file, new Random(5));
        Zkey theirs = Zkey.parse(set, Sets.memory(set + "/circuit.zkey"));
        try (ProvingKey key = ProvingKey.open(file);
            Witness witness = Witness.open(Sets.file(set + "/witness.wtns"))) {
          assertEquals(theirs.wires(), key.zkey().wires());
          assertEquals(theirs.logDomain(), key.zkey().logDomain());
          assertEquals(theirs.coefficients(), key.zkey().coefficients());
          Proved proved = prover.prove(ZkProve.of(key, witness).withCircuit(circuit));
          assertEquals(new Verdict.Valid(), key.verifier().verify(proved.statement()), set);
        }
      }
    }
  }

  @Test
  void equalSeedsMakeEqualKeysAndNoPartIsLeft() throws IOException {
    R1cs circuit = R1cs.parse("c", Sets.memory("bn254/multiplier/circuit.r1cs"));
    InsecureSetup.write(circuit, folder.resolve("a.zkey"), new Random(5));
    InsecureSetup.write(circuit, folder.resolve("b.zkey"), new Random(5));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a.zkey")), Files.readAllBytes(folder.resolve("b.zkey")));
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count());
    }
  }
}
