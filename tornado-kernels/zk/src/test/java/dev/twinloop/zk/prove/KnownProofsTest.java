package dev.twinloop.zk.prove;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.workflow.Workflow;
import dev.twinloop.zk.Json;
import dev.twinloop.zk.Sets;
import dev.twinloop.zk.format.R1cs;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import dev.twinloop.zk.verify.Proof;
import dev.twinloop.zk.verify.Verdict;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sums and proofs with fixed blinding, bit for bit. */
class KnownProofsTest {
  private static ProvingKey key(String set) {
    return ProvingKey.of(Zkey.parse(set, Sets.memory(set + "/circuit.zkey")), Trust.SKIP_POINTS);
  }

  private static Witness witness(String set) {
    return Witness.of(set, Sets.memory(set + "/witness.wtns"));
  }

  @Test
  void everySetHasItsKnownRowsSumsAndProofs() throws Exception {
    requireKnown(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY), Sets.names());
  }

  /** All sums by tasks, that over G2 too, in a worker that hosts the same loops. */
  @Test
  void aWorkerComputesTheSameSums() throws Exception {
    requireKnown(onWorker(), List.of("bn254/multiplier", "bls12381/multiplier"));
  }

  /** Ranges of wires: some have no public ones, some no points of C, some no wires or no rows. */
  @Test
  void partsOfAProofAddUpToIt() throws Exception {
    requireKnown(onWorker().withSliceItems(32), List.of("bls12381/edges"));
    requireKnown(onWorker().withSliceItems(64), List.of("bn254/justover"));
  }

  @Test
  @Tag("slow")
  void aWorkerComputesTheSumsOfEverySet() throws Exception {
    requireKnown(onWorker(), Sets.names());
    requireKnown(onWorker().withSliceItems(128), List.of("bn254/manypublic", "bls12381/mixed9"));
  }

  /**
   * On the device that {@code -Dtwinloop.zk.device} names, such as opencl:0:0; of all sets, or
   * those that {@code -Dtwinloop.zk.sets} names.
   */
  @Test
  @Tag("slow")
  void aDeviceComputesTheSumsOfEverySet() throws Exception {
    String device = System.getProperty("twinloop.zk.device", "");
    String named = System.getProperty("twinloop.zk.sets", "");
    Assumptions.assumeFalse(device.isEmpty(), "no device named; set -Dtwinloop.zk.device=ID");
    SchedulerConfig config = SchedulerConfig.defaults();
    requireKnown(
        config
            .withDevice(device)
            .withStrategy(Strategy.GPU_ONLY)
            .withWorker(config.worker().withPrepareTimeout(Duration.ofMinutes(30))),
        named.isEmpty() ? Sets.names() : List.of(named.split(",")));
  }

  private static SchedulerConfig onWorker() {
    SchedulerConfig config = SchedulerConfig.defaults();
    return config
        .withDevice("cpu-worker")
        .withStrategy(Strategy.GPU_ONLY)
        .withWorker(config.worker().withConfidential(true));
  }

  private static void requireKnown(SchedulerConfig config, List<String> sets) throws Exception {
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      for (String set : sets) {
        Map<String, Object> known = Json.object(Sets.text(set + "/known.json"));
        try (ProvingKey key = key(set);
            Witness witness = witness(set)) {
          config.device().ifPresent(scheduler::engine);
          Workflow<ProverSums> work =
              steps -> {
                SumsRun run = new SumsRun(steps, key, witness);
                ProverSums sums = run.sums();
                run.lastQuotient().ifPresent(h -> requireQuotient(known, key, h));
                return sums;
              };
          TaskResult<ProverSums> result = scheduler.submit(work).await();
          if (config.strategy() == Strategy.GPU_ONLY) {
            requireDevice(config, result.report().steps());
          }
          requireSums(known, key.zkey().curve(), result.value());
          requireProofs(known, key, result.value());
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError(set, e);
        }
      }
    }
  }

  /** One task, and that ran there. */
  private static void requireDevice(SchedulerConfig config, List<TaskReport> reports) {
    assertEquals(List.of(SumsTask.TYPE), reports.stream().map(TaskReport::type).toList());
    for (TaskReport report : reports) {
      int wanted = config.slicing().sliceItems();
      assertEquals(
          wanted == 0 ? 1 : (report.items() + wanted - 1) / wanted, report.slices().size());
      assertEquals(Set.copyOf(config.devices()), report.itemsByDevice().keySet());
    }
  }

  @SuppressWarnings("unchecked")
  private static void requireSums(Map<String, Object> known, PairingCurve curve, ProverSums sums) {
    Map<String, Object> expected = (Map<String, Object>) Json.get(known, "sums");
    // As proofs, since these are read: A, B2 and C, then B1, B2 and H.
    assertEquals(
        proof(curve, expected, "A", "B2", "C"), new Proof(curve, sums.a(), sums.b2(), sums.c()));
    assertEquals(
        proof(curve, expected, "B1", "B2", "H"), new Proof(curve, sums.b1(), sums.b2(), sums.h()));
  }

  private static Proof proof(
      PairingCurve curve, Map<String, Object> from, String a, String b, String c) {
    Map<String, Object> json =
        Map.of("pi_a", Json.get(from, a), "pi_b", Json.get(from, b), "pi_c", Json.get(from, c));
    return Proof.parse("known", Json.text(json).getBytes(StandardCharsets.UTF_8), curve);
  }

  @SuppressWarnings("unchecked")
  private static void requireQuotient(Map<String, Object> known, ProvingKey key, MemorySegment h) {
    int log = key.zkey().logDomain();
    byte[] inTheirOrder = new byte[32 << log];
    for (int i = 0; i < 1 << log; i++) {
      long place = key.roots().placeOfH(i, log);
      for (int k = 0; k < 32; k++) {
        inTheirOrder[32 * i + k] = h.get(JAVA_BYTE, 32 * place + 31 - k);
      }
    }
    byte[] digest;
    try {
      digest = MessageDigest.getInstance("SHA-256").digest(inTheirOrder);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
    assertEquals(
        ((Map<String, Object>) Json.get(known, "sha256")).get("h"),
        HexFormat.of().formatHex(digest));
  }

  @SuppressWarnings("unchecked")
  private static void requireProofs(Map<String, Object> known, ProvingKey key, ProverSums sums) {
    List<Object> proofs = (List<Object>) Json.get(known, "proofs");
    assertEquals(3, proofs.size());
    for (Object one : proofs) {
      Map<String, Object> expected = (Map<String, Object>) one;
      try (Blinding blinding = Blinding.insecure(limbs(expected, "r"), limbs(expected, "s"))) {
        assertEquals(
            proof(key.zkey().curve(), expected, "pi_a", "pi_b", "pi_c"),
            new ProofAssembly(key.zkey()).proof(sums, blinding));
      }
    }
  }

  private static long[] limbs(Map<String, Object> from, String name) {
    BigInteger number = new BigInteger(Json.string(from, name));
    long[] limbs = new long[4];
    for (int i = 0; i < 4; i++) {
      limbs[i] = number.shiftRight(64 * i).longValue();
    }
    return limbs;
  }

  @Test
  void everySetProvesWithFreshBlinding() {
    try (ZkProver prover =
        ZkProver.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY))) {
      for (String set : List.of("bn254/allpublic", "bn254/nopublic", "bls12381/multiplier")) {
        try (ProvingKey key = key(set);
            Witness witness = witness(set)) {
          ZkProve request =
              ZkProve.of(key, witness)
                  .withCircuit(R1cs.parse(set, Sets.memory(set + "/circuit.r1cs")));
          Proved first = prover.prove(request);
          Proved second = prover.prove(request);
          assertEquals(1, first.attempts().size());
          org.junit.jupiter.api.Assertions.assertNotEquals(first.proof(), second.proof());
          assertEquals(Sets.text(set + "/public.json"), Proof.publicJson(first.signals()) + "\n");
          assertEquals(new Verdict.Valid(), key.verifier().verify(second.statement()));
        }
      }
    }
  }
}
