package dev.twinloop.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices that Spark's resource mechanism assigned: an executor uses its own, and only its own. */
@Tag("slow")
class AssignedDevicesTest {
  private static final int PARTS = 12;
  private static final int RECORDS = 2000;

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    LocalSpark.stop();
  }

  /** Workers have these addresses of the resource; as its discovery script says. */
  private Map<String, String> workersHave(String addresses) throws IOException {
    Path script = folder.resolve("discover");
    Files.writeString(
        script, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [" + addresses + "]}'\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return Map.of(
        "spark.worker.resource.gpu.amount",
        "" + addresses.split(",").length,
        "spark.worker.resource.gpu.discoveryScript",
        script.toString());
  }

  private SparkSession session(StandaloneCluster cluster, Map<String, String> conf) {
    Map<String, String> all = new HashMap<>(conf);
    all.put("spark.executor.memory", "900m");
    all.put("spark.twinloop.device.prefix", "cpu-worker:");
    all.put("spark.twinloop.strategy", "gpu-only");
    all.put("spark.locality.wait", "0s");
    return LocalSpark.session(cluster.address(), all);
  }

  /** Items by device, as each executor's own tasks report them. */
  private static Map<String, Set<String>> devicesByExecutor(SparkSession session) {
    TwinloopSpark twinloop = TwinloopSpark.of(session);
    Map<String, Set<String>> devices = new TreeMap<>();
    for (int round = 0; round < 3; round++) {
      twinloop
          .map(LocalSpark.batches(session, PARTS, RECORDS, 64), ItemTasks.sha256())
          .mapPartitions(
              digests -> {
                while (digests.hasNext()) {
                  digests.next();
                }
                Thread.sleep(200); // so that both executors have partitions
                return List.of(
                        SparkEnv.get().executorId()
                            + "="
                            + ExecutorSite.current().orElseThrow().counts().devices())
                    .iterator();
              })
          .collect()
          .forEach(
              line ->
                  devices
                      .computeIfAbsent(line.substring(0, line.indexOf('=')), e -> new TreeSet<>())
                      .add(line.substring(line.indexOf('=') + 1)));
    }
    return devices;
  }

  @Test
  void twoExecutorsWithADeviceEachUseTheirOwnOnly() throws Exception {
    try (StandaloneCluster cluster =
        new StandaloneCluster(folder, 1, workersHave("\"0\", \"1\""))) {
      SparkSession session =
          session(
              cluster,
              Map.of(
                  "spark.executor.cores", "1",
                  "spark.executor.resource.gpu.amount", "1",
                  "spark.task.resource.gpu.amount", "1"));

      Map<String, Set<String>> devices = devicesByExecutor(session);

      assertEquals(2, devices.size(), devices.toString());
      assertEquals(
          Set.of(Set.of("[cpu-worker:0]"), Set.of("[cpu-worker:1]")),
          Set.copyOf(devices.values()),
          devices.toString());
      everyKindOfWorkEqualsOneMachines(session, Set.of("cpu-worker:0", "cpu-worker:1"));
    }
  }

  /** Such an executor was refused; and its scheduler knew the first task's address only. */
  @Test
  void anExecutorWithSeveralDevicesUsesAllOfThemAndNoOther() throws Exception {
    try (StandaloneCluster cluster =
        new StandaloneCluster(folder, 1, workersHave("\"3\", \"5\""))) {
      SparkSession session =
          session(
              cluster,
              Map.of(
                  "spark.executor.cores", "2",
                  "spark.executor.resource.gpu.amount", "2",
                  "spark.task.resource.gpu.amount", "1"));

      Map<String, Set<String>> devices = devicesByExecutor(session);

      assertEquals(1, devices.size(), devices.toString());
      assertTrue(
          devices.values().iterator().next().contains("[cpu-worker:3, cpu-worker:5]"),
          devices.toString());
      everyKindOfWorkEqualsOneMachines(session, Set.of("cpu-worker:3", "cpu-worker:5"));
    }
  }

  private static void everyKindOfWorkEqualsOneMachines(SparkSession session, Set<String> own) {
    TwinloopSpark twinloop = TwinloopSpark.of(session);
    try (HybridScheduler one =
        HybridScheduler.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY))) {
      for (Workload workload : Workload.values()) {
        TaskTotals totals = twinloop.totals();
        assertEquals(
            workload.expected(one, 4, 200),
            workload.run(twinloop, workload.inputs(session, 4, 200, Gate.none()), totals),
            workload.name());
        Set<String> used = totals.value().itemsByDevice().keySet();
        assertTrue(own.containsAll(used), workload + " on " + used);
      }
    }
  }

  /** A device that lies, and one that dies: the executor's scheduler mends it, and says so. */
  @Test
  void aDeviceThatLiesOrDiesChangesNoResult() throws Exception {
    for (String drill : List.of("corrupt@3", "crash@2", "oom@3", "skip@4")) {
      SparkSession session =
          LocalSpark.session(
              "local-cluster[1,2,1024]",
              Map.of(
                  "spark.twinloop.device", "cpu-worker:0",
                  "spark.twinloop.sample.percent", "20",
                  "spark.executor.extraJavaOptions",
                      LocalSpark.jvmOptions() + " -Dtwinloop.drill=" + drill));
      TwinloopSpark twinloop = TwinloopSpark.of(session);
      TaskTotals totals = twinloop.totals();
      try (HybridScheduler one =
          HybridScheduler.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY))) {
        assertEquals(
            Workload.HASH.expected(one, PARTS, RECORDS),
            Workload.HASH.run(
                twinloop, Workload.HASH.inputs(session, PARTS, RECORDS, Gate.none()), totals),
            drill);
      }
      TaskTotals.Totals done = totals.value();
      assertTrue(done.fallbacks() > 0, drill + ": " + done);
      assertEquals("cpu-worker:0", done.fellBack().getFirst().deviceId(), drill);
      assertTrue(TaskTrace.parse(done.fellBack().getFirst().traceId()).job().isPresent(), drill);
      LocalSpark.stop();
    }
  }
}
