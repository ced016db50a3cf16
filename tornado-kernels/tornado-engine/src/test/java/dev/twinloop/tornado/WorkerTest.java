package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.tornado.sample.LongProgram;
import dev.twinloop.tornado.sample.MixProgram;
import dev.twinloop.tornado.sample.MixTask;
import dev.twinloop.tornado.sample.RefusedProgram;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The whole way: caller, worker process, shared memory, TornadoVM, an OpenCL device and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerTest {
  /** By Ed25519OpenClTest, EcdsaOpenClTest and so on. */
  private static final Set<String> TESTED =
      Set.of(
          "sha256",
          "sha-512",
          "ecdsa-verify",
          "ecdsa-recover",
          "ed25519-verify",
          "ed25519-multiples",
          "clsag",
          "ntt",
          "msm",
          "zk-prove");

  private static final OpenClEngineProvider PROVIDER = new OpenClEngineProvider();

  private final List<WorkerEngine> engines = new ArrayList<>();

  @BeforeAll
  void start() {
    engines.add(WorkerEngine.start(PROVIDER, OpenClDevice.id(), WorkerOptions.defaults()));
    System.out.println("worker: " + engine().hardwareCaps() + ", startup=" + engine().startup());
  }

  @AfterAll
  void stop() {
    engines.forEach(WorkerEngine::close);
  }

  @Test
  void aTaskOfSeveralCapacitiesIsRight() {
    for (int items : new int[] {1, 100, 5000}) {
      MixTask task = new MixTask(items, items);
      TaskResult<long[]> result = engine().submit(task).await();
      assertEquals(-1, task.firstWrong(result.value(), 1 << 20));
    }
  }

  /**
   * A task graph of TornadoVM had 1024 nodes: a program of 81 launches, a proof of 2^19 rows, was
   * refused.
   */
  @Test
  void aProgramMayHaveMoreLaunchesThanAGraphOfTornadoVmHadRoomFor() {
    LongProgram.Steps steps = new LongProgram.Steps(100, 120);
    assertArrayEquals(steps.expected(), engine().submit(steps).await().value());
    DeviceException e =
        assertThrows(
            DeviceException.Compilation.class, () -> engine().openSlot(new LongProgram(257), 128));
    assertTrue(
        String.valueOf(e.getMessage()).contains("launches=257, accepted: to 256"), e.toString());
  }

  @Test
  void anUnknownDeviceIsNamedTogetherWithTheKnownOnes() {
    DeviceException e =
        assertThrows(
            DeviceException.Unavailable.class,
            () -> WorkerEngine.start(PROVIDER, "opencl:9:9", WorkerOptions.defaults()));
    assertTrue(String.valueOf(e.getMessage()).contains("id=opencl:9:9, accepted: ["), e.toString());
  }

  @Test
  void aKernelThatTornadoVmRefusesIsACompilationFailureAndTheWorkerLivesOn() {
    DeviceException e =
        assertThrows(
            DeviceException.Compilation.class,
            () -> engine().openSlot(new RefusedProgram(), 64).close());
    System.out.println("refused: " + e.getMessage());
    assertEquals(1, String.valueOf(e.getMessage()).lines().count());
    engine().openSlot(new MixProgram(), 64).close();
  }

  @Test
  void aSlotTooBigForTheDeviceIsOutOfMemory() {
    long most = engine().hardwareCaps().memoryBytes();
    assumeTrue(most < 64L << 30, "the device has room for it: memoryBytes=" + most);
    DeviceException e =
        assertThrows(
            DeviceException.OutOfMemory.class,
            () -> engine().openSlot(new RefusedProgram(), 1 << 30).close());
    System.out.println("too big: " + e.getMessage());
  }

  /**
   * The first one of each workload without a test of its own here: in those, known answers come
   * before the first task. Sums and proofs have tests that are slow ({@link OpenClMsmTest}, {@link
   * OpenClProofTest}), since compiling all that they take is too much for every build.
   */
  @Test
  void aKnownAnswerOfEachWorkloadWithoutATestOfItsOwn() {
    Set<String> seen = new HashSet<>(TESTED);
    knownAnswers(answer -> seen.add(answer.type().name()));
  }

  @Test
  @Tag("slow")
  void allKnownAnswers() {
    knownAnswers(_ -> true);
  }

  private void knownAnswers(Predicate<KnownAnswer<?>> chosen) {
    List<KnownAnswer<?>> all = new ArrayList<>();
    ServiceLoader.load(KnownAnswers.class)
        .forEach(some -> some.all().stream().filter(chosen).forEach(all::add));
    assumeFalse(all.isEmpty(), "no workload on this class path brings known answers");
    List<String> problems = new ArrayList<>();
    for (KnownAnswer<?> answer : all) {
      long start = System.nanoTime();
      problem(answer).ifPresent(p -> problems.add(answer.task() + ": " + p));
      System.out.printf(
          "known answer: type=%s, ms=%.0f%n", answer.type(), (System.nanoTime() - start) / 1e6);
    }
    assertEquals(List.of(), problems);
  }

  @Test
  void slotsAreFreedAndOpenedAgain() {
    for (int i = 0; i < 5; i++) {
      Slot slot = engine().openSlot(new MixProgram(), 1 << 16);
      assertFalse(slot.buffers().layout().regions().isEmpty());
      slot.close();
    }
    assertTrue(engine().alive());
  }

  private Optional<String> problem(KnownAnswer<?> answer) {
    try {
      return answer.problemOn(engine());
    } catch (DeviceException e) {
      return Optional.of(e.toString());
    }
  }

  private WorkerEngine engine() {
    return engines.getFirst();
  }
}
