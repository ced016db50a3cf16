package dev.twinloop.zk.prove;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.workflow.Workflow;
import dev.twinloop.zk.Json;
import dev.twinloop.zk.Sets;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.format.R1cs;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.prove.FaultyEngine.Fault;
import dev.twinloop.zk.prove.ProvingKey.Trust;
import dev.twinloop.zk.verify.Verdict;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ZkProverTest {
  private static final SchedulerConfig CPU =
      SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY);
  private static HybridScheduler scheduler = HybridScheduler.open(CPU);

  @BeforeAll
  static void open() {
    scheduler.close();
    scheduler = HybridScheduler.open(CPU);
  }

  @AfterAll
  static void close() {
    scheduler.close();
  }

  /** A prover whose devices are a faulty engine, and whose CPU is right. */
  private static ZkProver prover(FaultyEngine devices) {
    return new ZkProver(
        new ZkProver.Engine("cpu", () -> new FaultyEngine(scheduler, new Random(1))),
        Optional.of(new ZkProver.Engine("devices", () -> devices)),
        _ -> Optional.empty(),
        new SecureRandom());
  }

  private static ProvingKey key(String set) {
    return ProvingKey.of(Zkey.parse(set, Sets.memory(set + "/circuit.zkey")), Trust.SKIP_POINTS);
  }

  private static Witness witness(String set) {
    return Witness.of(set, Sets.memory(set + "/witness.wtns"));
  }

  private static void everyFaultIsCaught(int rounds, boolean inOneRun) {
    Random random = new Random(7);
    FaultyEngine devices = new FaultyEngine(scheduler, random);
    List<Fault> faults =
        inOneRun
            ? List.of(Fault.SUM, Fault.TRANSFORM, Fault.QUOTIENT, Fault.LOST)
            : List.of(Fault.SUM, Fault.TRANSFORM, Fault.QUOTIENT, Fault.LOST, Fault.MEMORY);
    String set = "bn254/edges";
    int repaired = 0;
    try (ZkProver prover = prover(devices);
        ProvingKey key = key(set);
        Witness witness = witness(set)) {
      ZkProve request = ZkProve.of(key, witness).withSecretsOnDevice(true);
      if (!inOneRun) {
        key.tooLargeForOneRun();
      }
      for (int i = 0; i < rounds; i++) {
        devices.arm(faults.get(i % faults.size()), i % 2 == 1);
        Proved proved = prover.prove(request);
        assertEquals(new Verdict.Valid(), key.verifier().verify(proved.statement()));
        assertTrue(proved.attempts().getLast().verified());
        repaired += proved.attempts().size() > 1 ? 1 : 0;
        assertFalse(proved.attempts().toString().contains("12345"), "a device's own words");
      }
    }
    assertTrue(devices.faults >= rounds, "faults=" + devices.faults);
    // A scalar of a point at infinity may change with no effect.
    assertTrue(repaired >= rounds * 8 / 10, "repaired=" + repaired + " of " + rounds);
  }

  @Test
  void aFaultyDeviceCostsATryAndNoProof() {
    everyFaultIsCaught(5, false);
    everyFaultIsCaught(4, true);
  }

  /** Then it is tried by a task a step. */
  @Test
  void whereThereIsNoRoomForOneRunThereAreTasks() {
    FaultyEngine devices = new FaultyEngine(scheduler, new Random(7));
    try (ZkProver prover = prover(devices);
        ProvingKey key = key("bn254/multiplier");
        Witness witness = witness("bn254/multiplier")) {
      devices.arm(Fault.MEMORY, false);
      Proved proved = prover.prove(ZkProve.of(key, witness).withSecretsOnDevice(true));
      assertEquals(new Verdict.Valid(), key.verifier().verify(proved.statement()));
      assertEquals(1, proved.attempts().size());
      assertTrue(proved.attempts().getFirst().reports().size() > 5, "a task a step");
      assertFalse(key.fitsOneRun());
    }
  }

  @Test
  @Tag("slow")
  void fiftyOfEachFault() {
    everyFaultIsCaught(250, false);
    everyFaultIsCaught(200, true);
  }

  /**
   * A worker process that goes wrong in its n-th run, known answers counted.
   *
   * @return attempts until the proof was right
   */
  private static int aWorkerGoesWrong(String drill) {
    SchedulerConfig config = SchedulerConfig.defaults();
    String set = "bn254/multiplier";
    try (ZkProver prover =
            ZkProver.open(
                config
                    .withDevice("cpu-worker")
                    .withLearned(Optional.empty())
                    .withWorker(config.worker().withDrill(drill)));
        ProvingKey key = key(set);
        Witness witness = witness(set)) {
      Proved proved = prover.prove(ZkProve.of(key, witness).withSecretsOnDevice(true));
      assertEquals(new Verdict.Valid(), key.verifier().verify(proved.statement()), drill);
      assertTrue(proved.attempts().getLast().verified(), drill);
      return proved.attempts().size();
    }
  }

  /** The first run is a known answer of the worker, the second one of the program. */
  @Test
  void aWorkerThatFlipsABitOrDiesCostsNoProof() {
    assertEquals(2, aWorkerGoesWrong("flip@3"), "a flipped bit is seen by the check alone");
    aWorkerGoesWrong("crash@3");
  }

  @Test
  @Tag("slow")
  void aWorkerMayGoWrongInAnyRun() {
    for (int round = 0; round < 50; round++) {
      for (String kind : List.of("flip", "crash", "oom", "skip", "corrupt")) {
        aWorkerGoesWrong(kind + "@" + (2 + round % 2));
      }
    }
  }

  /** Proofs of 2^20 rows ran on the CPU although the device was named, and nothing said why. */
  @Test
  void aDeviceThatRefusesIsNotReplacedByTheCpuUnderGpuOnlyAndSaysWhy() {
    FaultyEngine devices = new FaultyEngine(scheduler, new Random(7));
    try (ZkProver prover = prover(devices).onDevicesOnly();
        ProvingKey key = key("bn254/multiplier");
        Witness witness = witness("bn254/multiplier")) {
      devices.arm(Fault.REFUSED, true);
      ZkProve request = ZkProve.of(key, witness).withSecretsOnDevice(true);
      DeviceException e = assertThrows(DeviceException.class, () -> prover.prove(request));
      assertTrue(
          String.valueOf(e.getMessage())
              .contains("on devices: device failed: COMPILATION: too many launches"),
          e.toString());
    }
  }

  @Test
  void withoutConsentNoDeviceSeesTheWitness() {
    FaultyEngine devices = new FaultyEngine(scheduler, new Random(1));
    devices.arm(Fault.LOST, true);
    try (ZkProver prover = prover(devices);
        ProvingKey key = key("bn254/multiplier");
        Witness witness = witness("bn254/multiplier")) {
      Proved proved = prover.prove(ZkProve.of(key, witness));
      assertEquals(1, proved.attempts().size());
      assertEquals(0, devices.faults);
      assertEquals("cpu", proved.attempts().getFirst().engine());
    }
  }

  @Test
  void aBadWitnessIsToldFromABadDevice() {
    String set = "bn254/multiplier";
    byte[] content = Sets.bytes(set + "/witness.wtns");
    content[content.length - 32] ^= 1; // the last wire
    R1cs circuit = R1cs.parse(set, Sets.memory(set + "/circuit.r1cs"));
    try (ZkProver prover = ZkProver.open(CPU);
        ProvingKey key = key(set);
        Witness bad = Witness.of("bad.wtns", MemorySegment.ofArray(content))) {
      ProvingException.BadWitness named =
          assertThrows(
              ProvingException.BadWitness.class,
              () -> prover.prove(ZkProve.of(key, bad).withCircuit(circuit)));
      assertEquals(
          "zk prove: the witness does not satisfy the circuit: first broken constraint 0, wires 1,"
              + " 2, 3",
          named.getMessage());
      assertEquals(1, named.attempts().size());
      ProvingException.BadWitness unnamed =
          assertThrows(ProvingException.BadWitness.class, () -> prover.prove(ZkProve.of(key, bad)));
      assertTrue(
          String.valueOf(unnamed.getMessage()).contains("the last two agree"),
          unnamed.getMessage());
    }
  }

  @Test
  void noDamagedFileLeadsToAProof() {
    try (ZkProver prover = ZkProver.open(CPU)) {
      int tried = 0;
      for (String line : Sets.text("bad-files.jsonl").lines().toList()) {
        Map<String, Object> test = Json.object(line);
        if (Json.string(test, "expect").equals("no-proof")
            && Json.string(test, "dir").equals("bn254/edges")) {
          assertThrows(ProvingException.class, () -> proveWith(prover, test), line);
          tried++;
        }
      }
      assertEquals(4, tried);
    }
  }

  @SuppressWarnings("unchecked")
  private static void proveWith(ZkProver prover, Map<String, Object> test) {
    String dir = Json.string(test, "dir");
    byte[] zkey = Sets.bytes(dir + "/circuit.zkey");
    byte[] wtns = Sets.bytes(dir + "/witness.wtns");
    byte[] damaged = Json.string(test, "file").equals("circuit.zkey") ? zkey : wtns;
    for (Object patch : (List<Object>) Json.get(test, "patch")) {
      Map<String, Object> one = (Map<String, Object>) patch;
      byte[] bytes = HexFormat.of().parseHex(Json.string(one, "hex"));
      System.arraycopy(bytes, 0, damaged, Integer.parseInt(Json.string(one, "at")), bytes.length);
    }
    try (ProvingKey key = ProvingKey.of(Zkey.parse("key", Sets.memory(zkey)), Trust.CHECK_POINTS);
        Witness witness = Witness.of("witness", Sets.memory(wtns))) {
      prover.prove(ZkProve.of(key, witness));
    }
  }

  @Test
  void aWitnessOfAnotherCircuitIsRefused() {
    try (ProvingKey key = key("bn254/multiplier");
        Witness other = witness("bn254/mimc");
        Witness otherCurve = witness("bls12381/multiplier")) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> ZkProve.of(key, other));
      assertTrue(
          String.valueOf(e.getMessage()).contains("nWitness=327, accepted: 4"), e.getMessage());
      assertThrows(IllegalArgumentException.class, () -> ZkProve.of(key, otherCurve));
      assertThrows(
          IllegalArgumentException.class,
          () ->
              ZkProve.of(key, witness("bn254/multiplier"))
                  .withCircuit(R1cs.parse("c", Sets.memory("bn254/mimc/circuit.r1cs"))));
    }
  }

  @Test
  void nothingOfTheWitnessIsLeftInTheRunsMemory() {
    String set = "bn254/edges";
    try (ProvingKey key = key(set)) {
      Witness witness = witness(set);
      MemorySegment values = witness.values();
      byte[] before = values.toArray(JAVA_BYTE);
      assertFalse(witness.toString().contains(new BigInteger(1, reversed(before, 1)).toString()));
      Workflow<MemorySegment> sums =
          steps -> {
            SumsRun run = new SumsRun(steps, key, witness);
            assertFalse(run.sums().toString().isEmpty());
            MemorySegment h = run.lastQuotient().orElseThrow();
            assertTrue(h.toArray(JAVA_BYTE).length > 0);
            return h;
          };
      MemorySegment h = scheduler.submit(sums).await().value();
      assertThrows(IllegalStateException.class, () -> h.get(JAVA_BYTE, 0));
      witness.close();
      witness.close();
      assertThrows(IllegalStateException.class, () -> values.get(JAVA_BYTE, 0));
    }
  }

  private static byte[] reversed(byte[] values, int wire) {
    byte[] big = new byte[32];
    for (int i = 0; i < 32; i++) {
      big[31 - i] = values[32 * wire + i];
    }
    return big;
  }

  @Test
  void blindingIsBelowTheOrderAndZeroedAtTheEnd() {
    for (String set : List.of("bn254/multiplier", "bls12381/multiplier")) {
      try (ProvingKey key = key(set)) {
        var fr = key.zkey().curve().fr();
        long top = 0;
        for (int i = 0; i < 200; i++) {
          Blinding blinding = Blinding.random(fr, new SecureRandom());
          assertTrue(fr.reduced(blinding.r(), 0) && fr.reduced(blinding.s(), 0));
          top |= blinding.r()[3] | blinding.s()[3];
          blinding.close();
          assertTrue(Arrays.equals(new long[4], blinding.r()));
          assertTrue(Arrays.equals(new long[4], blinding.s()));
          assertEquals("blinding (secret)", blinding.toString());
        }
        assertEquals(key.zkey().curve().order().bitLength(), 256 - Long.numberOfLeadingZeros(top));
      }
    }
  }

  @Test
  void damagedWitnessMemoryIsNotKept() {
    byte[] content = Sets.bytes("bn254/multiplier/witness.wtns");
    content[0] = 'x';
    assertThrows(FormatException.class, () -> Witness.of("bad", MemorySegment.ofArray(content)));
  }
}
