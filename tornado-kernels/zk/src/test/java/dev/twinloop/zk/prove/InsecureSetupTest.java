package dev.twinloop.zk.prove;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.zk.Sets;
import dev.twinloop.zk.format.R1cs;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.verify.Verdict;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InsecureSetupTest {
  @TempDir Path folder;

  private static void write(R1cs circuit, Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      InsecureSetup.write(circuit, channel, new Random(5));
    }
  }

  @Test
  void aKeyMadeHereProves() throws IOException {
    List<String> sets =
        List.of("bn254/multiplier", "bn254/unused", "bn254/nopublic", "bls12381/unused");
    try (ZkProver prover =
        ZkProver.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY))) {
      for (String set : sets) {
        R1cs circuit = R1cs.parse(set, Sets.memory(set + "/circuit.r1cs"));
        Path file = folder.resolve("new.zkey");
        write(circuit, file);
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
  void equalSeedsMakeEqualKeys() throws IOException {
    R1cs circuit = R1cs.parse("c", Sets.memory("bn254/multiplier/circuit.r1cs"));
    write(circuit, folder.resolve("a.zkey"));
    write(circuit, folder.resolve("b.zkey"));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a.zkey")), Files.readAllBytes(folder.resolve("b.zkey")));
  }
}
