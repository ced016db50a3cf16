package dev.twinloop.scheduler;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.policy.Strategy;
import dev.twinloop.run.Cutting;
import dev.twinloop.toy.Adding;
import dev.twinloop.toy.ToyCpuProvider;
import dev.twinloop.toy.ToyWorkerProvider;
import dev.twinloop.worker.WorkerEngine;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two devices, tasks of two slices, and who gets which: residents are to travel once. */
@Tag("slow") // where slices go follows measured speeds, which other work on the machine changes
class AffinityTest {
  private static final SchedulerConfig CONFIG =
      SchedulerConfig.defaults()
          .withStrategy(Strategy.GPU_ONLY)
          .withSlicing(new Cutting(Adding.PART, 1, 1));

  private final HybridScheduler scheduler =
      HybridScheduler.open(CONFIG, List.of(new ToyCpuProvider(), new ToyWorkerProvider(2)));
  private final List<String> uploads = new CopyOnWriteArrayList<>();

  @BeforeEach
  void startDevices() {
    assertEquals(3, scheduler.devices().size());
    for (String id : List.of("toy:0", "toy:1")) {
      assertTrue(((WorkerEngine) scheduler.engine(id)).alive());
    }
    while (Set.copyOf(run(_ -> {}, "warm", "up").values()).size() < 2) {
      Thread.onSpinWait(); // until both have compiled the program
    }
    uploads.clear();
  }

  @AfterEach
  void close() {
    scheduler.close();
  }

  @Test
  void devicesGetTheSlicesWhoseResidentsTheyHave() {
    Map<String, String> homes = run(meeting(2), "A", "B");
    assertEquals(Set.of("toy:0", "toy:1"), Set.copyOf(homes.values()));
    for (String tables : List.of("BA", "BA", "AB", "BA", "AB", "AB", "BA")) {
      assertEquals(homes, run(meeting(2), tables.split("")));
    }
    assertUploads("A", "B");
  }

  @Test
  void ofSeveralSlotsADeviceUsesTheOneThatHasTheResidents() {
    Map<String, String> homes = run(meeting(4), "A", "B", "C", "D");
    for (String tables : List.of("DCBA", "CADB", "ABCD")) {
      assertEquals(homes, run(meeting(4), tables.split("")));
    }
    for (String one : homes.keySet()) {
      for (String other : homes.keySet()) {
        if (!homes.get(one).equals(homes.get(other))) {
          assertEquals(homes.get(one), run(meeting(2), one, other).get(one));
        }
      }
    }
    assertUploads("A", "B", "C", "D");
  }

  @Test
  void aDeviceThatHasNothingOfATaskLeavesOthersWhatTheyHave() {
    Map<String, String> homes = run(meeting(2), "A", "B");
    // One device keeps its table, then the other: whichever comes first as a rule is tried.
    keeps("A", requireNonNull(homes.get("A")));
    homes = run(meeting(2), "A", "B");
    keeps("B", requireNonNull(homes.get("B")));
  }

  /** As a rule: where a device was measured twice as fast, it may get both slices. */
  private void keeps(String table, String home) {
    int kept = 0;
    for (int i = 0; i < 10; i++) {
      kept += home.equals(run(meeting(2), table, "new" + i).get(table)) ? 1 : 0;
    }
    assertTrue(kept >= 6, kept + " of 10 at " + home);
  }

  @Test
  void nobodyWaitsForADeviceThatIsBusy() {
    run(meeting(2), "A", "B");
    CountDownLatch begun = new CountDownLatch(3);
    CountDownLatch end = new CountDownLatch(1);
    Consumer<String> blocking =
        _ -> {
          begun.countDown();
          await(end);
        };
    // Of two slots each, one device has none left then and the other one.
    List<TaskHandle<int[]>> busy =
        Stream.generate(() -> scheduler.submit(new Adding(List.of("A"), blocking, uploads::add)))
            .limit(3)
            .toList();
    await(begun);
    Map<String, String> homes = run(_ -> {}, "A", "B");
    assertEquals(1, Set.copyOf(homes.values()).size(), homes.toString());
    assertTrue(requireNonNull(homes.get("A")).startsWith("toy:"), homes.toString());
    end.countDown();
    busy.forEach(TaskHandle::await);
  }

  /** Runs a task; which device computed over which table. */
  private Map<String, String> run(Consumer<String> starts, String... tables) {
    Adding task = new Adding(List.of(tables), starts, uploads::add);
    TaskResult<int[]> result = scheduler.submit(task).await();
    assertArrayEquals(task.expected(), result.value());
    return result.report().slices().stream()
        .collect(
            Collectors.toMap(
                s -> tables[(int) (s.slice().from() / Adding.PART)], SliceReport::deviceId));
  }

  /** So many slices are under way at once, so that each has a slot of its own. */
  private static Consumer<String> meeting(int slices) {
    CyclicBarrier all = new CyclicBarrier(slices);
    return _ -> {
      try {
        all.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new IllegalStateException("slices did not meet", e);
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertUploads(String... tables) {
    assertEquals(List.of(tables), uploads.stream().sorted().toList());
  }
}
