package dev.twinloop.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two executor processes, one of which is killed when jobs of all kinds are half-way: results equal
 * those of one machine.
 */
class ClusterKillTest {
  private static final int PARTS = 4;
  private static final int FREE = 2;
  private static final int RECORDS = 300;

  @AfterAll
  static void stop() {
    LocalSpark.stop();
  }

  private record Half(Gate gate, TaskTotals totals, CompletableFuture<String> result) {
    /** The free partitions are done, the others are held. */
    boolean reached() {
      return result.isDone() || (gate.held() == PARTS - FREE && totals.value().tasks() >= FREE);
    }
  }

  /** Eight slots: two partitions of each of four jobs are held at a time. */
  @Test
  void anExecutorKilledHalfWayChangesNoResult(@TempDir Path folder) throws Exception {
    SparkSession session =
        LocalSpark.session("local-cluster[2,4,1024]", Map.of("spark.locality.wait", "0s"));
    TwinloopSpark twinloop = TwinloopSpark.of(session);
    Map<Workload, Half> jobs = new EnumMap<>(Workload.class);
    for (Workload workload : Workload.values()) {
      boolean readTwice = workload == Workload.MERKLE; // leaves are counted first
      Gate gate = new Gate(folder.toString(), workload.name(), FREE, readTwice ? 1 : 0);
      TaskTotals totals = twinloop.totals();
      CompletableFuture<String> result =
          CompletableFuture.supplyAsync(
              () -> workload.run(twinloop, workload.inputs(session, PARTS, RECORDS, gate), totals),
              task -> Thread.ofPlatform().daemon().start(task));
      jobs.put(workload, new Half(gate, totals, result));
    }
    while (!jobs.values().stream().allMatch(Half::reached)) {
      Thread.sleep(20);
    }
    jobs.forEach((workload, half) -> assertFalse(half.result().isDone(), workload + " has ended"));
    assertEquals(2, Executors.running().size());
    assertTrue(Executors.running().getFirst().destroyForcibly());
    jobs.values().forEach(half -> half.gate().open());

    try (HybridScheduler one =
        HybridScheduler.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY))) {
      jobs.forEach(
          (workload, half) ->
              assertEquals(
                  workload.expected(one, PARTS, RECORDS), half.result().join(), workload.name()));
    }
  }
}
