package dev.twinloop.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Spark may do to an executor and to its partitions besides killing them. */
@Tag("slow")
class ClusterAttacksTest {
  private static final int PARTS = 6;
  private static final int RECORDS = 500;

  @AfterEach
  void stop() {
    LocalSpark.stop();
  }

  private static HybridScheduler oneMachine() {
    return HybridScheduler.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY));
  }

  /**
   * The first attempt at partition 0 takes long: Spark starts a second one, and kills the first.
   */
  private static PackedRecords straggling(PackedRecords records) throws InterruptedException {
    TaskContext context = TaskContext.get();
    if (context.partitionId() == 0 && context.attemptNumber() == 0) {
      Thread.sleep(4000);
    }
    return records;
  }

  @Test
  void speculationIdleExecutorsAndKryoChangeNoResult() throws Exception {
    SparkSession session =
        LocalSpark.session(
            "local-cluster[2,2,1024]",
            Map.of(
                "spark.serializer", "org.apache.spark.serializer.KryoSerializer",
                "spark.speculation", "true",
                "spark.speculation.interval", "100ms",
                "spark.speculation.quantile", "0.5",
                "spark.speculation.minTaskRuntime", "500ms",
                "spark.dynamicAllocation.enabled", "true",
                "spark.dynamicAllocation.shuffleTracking.enabled", "true",
                "spark.dynamicAllocation.minExecutors", "0",
                "spark.dynamicAllocation.executorIdleTimeout", "6s",
                "spark.dynamicAllocation.cachedExecutorIdleTimeout", "6s"));
    TwinloopSpark twinloop = TwinloopSpark.of(session);
    try (HybridScheduler one = oneMachine()) {
      for (Workload workload : Workload.values()) {
        assertEquals(
            workload.expected(one, PARTS, RECORDS),
            workload.run(
                twinloop,
                workload.inputs(session, PARTS, RECORDS, ClusterAttacksTest::straggling),
                twinloop.totals()),
            workload.name());
      }
      while (!Executors.running().isEmpty()) { // idle ones go, and what they kept
        Thread.sleep(100);
      }
      assertEquals(
          Workload.MSM.expected(one, PARTS, RECORDS),
          Workload.MSM.run(
              twinloop,
              Workload.MSM.inputs(session, PARTS, RECORDS, Gate.none()),
              twinloop.totals()));
    }
  }

  /** SIGPWR is how a host says to an executor that it goes. */
  @Test
  void aDecommissionedExecutorChangesNoResult(@TempDir Path folder) throws Exception {
    SparkSession session =
        LocalSpark.session(
            "local-cluster[2,2,1024]",
            Map.of(
                "spark.decommission.enabled", "true",
                "spark.storage.decommission.enabled", "true",
                "spark.storage.decommission.rddBlocks.enabled", "true"));
    TwinloopSpark twinloop = TwinloopSpark.of(session);
    Gate gate = new Gate(folder.toString(), "decommission", PARTS / 2, 0);
    TaskTotals totals = twinloop.totals();
    JavaRDD<PackedRecords> inputs = Workload.HASH.inputs(session, PARTS, RECORDS, gate);
    CompletableFuture<String> job =
        CompletableFuture.supplyAsync(
            () -> Workload.HASH.run(twinloop, inputs, totals),
            task -> Thread.ofPlatform().daemon().start(task));
    while (totals.value().tasks() < PARTS / 2 || gate.held() < PARTS / 2) {
      assertTrue(!job.isDone(), "held half-way");
      Thread.sleep(20);
    }
    ProcessHandle going = Executors.running().getFirst();
    assertEquals(
        0, new ProcessBuilder(List.of("kill", "-PWR", "" + going.pid())).start().waitFor());
    Thread.sleep(500);
    gate.open();

    try (HybridScheduler one = oneMachine()) {
      assertEquals(Workload.HASH.expected(one, PARTS, RECORDS), job.join());
      going.onExit().join();
      assertEquals(
          Workload.MERKLE.expected(one, PARTS, RECORDS),
          Workload.MERKLE.run(
              twinloop,
              Workload.MERKLE.inputs(session, PARTS, RECORDS, Gate.none()),
              twinloop.totals()));
    }
  }
}
