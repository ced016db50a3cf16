package dev.twinloop.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A standalone cluster of two workers, of which a process is killed ten times in five minutes, an
 * executor or a whole worker with its executors: no result is wrong, and none is lost.
 */
@Tag("slow")
class StandaloneKillsTest {
  private static final int KILLS = 10;
  private static final Duration EACH = Duration.ofSeconds(30);
  private static final int PARTS = 6;
  private static final int RECORDS = 3000;

  private final AtomicBoolean over = new AtomicBoolean();
  private final Map<Workload, Integer> right = new ConcurrentHashMap<>();
  private final AtomicInteger wrong = new AtomicInteger();
  private final List<Throwable> lost = Collections.synchronizedList(new ArrayList<>());

  @Test
  void tenKillsInFiveMinutesCostTimeOnly(@TempDir Path folder) throws Exception {
    Map<Workload, String> expected = new EnumMap<>(Workload.class);
    try (HybridScheduler one =
        HybridScheduler.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY))) {
      for (Workload workload : Workload.values()) {
        expected.put(workload, workload.expected(one, PARTS, RECORDS));
      }
    }
    try (StandaloneCluster cluster = new StandaloneCluster(folder, 2, Map.of())) {
      SparkSession session =
          LocalSpark.session(
              cluster.address(),
              Map.of(
                  "spark.executor.memory", "1g",
                  "spark.executor.cores", "2",
                  "spark.task.maxFailures", "20"));
      List<Thread> users = new ArrayList<>();
      expected.forEach(
          (workload, result) ->
              users.add(Thread.ofPlatform().start(() -> use(session, workload, result))));
      List<String> killed = kill(cluster);
      over.set(true);
      for (Thread user : users) {
        user.join();
      }
      System.err.printf(
          "standalone cluster: %d kills (%s), jobs right: %s, %d wrong, %d lost%n",
          killed.size(), killed, right, wrong.get(), lost.size());
      assertEquals(List.of(), lost);
      assertEquals(0, wrong.get());
      assertEquals(expected.keySet(), right.keySet());
    } finally {
      LocalSpark.stop();
    }
  }

  /** One job after the other, until it is over. */
  private void use(SparkSession session, Workload workload, String expected) {
    TwinloopSpark twinloop = TwinloopSpark.of(session);
    while (!over.get()) {
      try {
        String result =
            workload.run(
                twinloop, workload.inputs(session, PARTS, RECORDS, Gate.none()), twinloop.totals());
        if (result.equals(expected)) {
          right.merge(workload, 1, Integer::sum);
        } else {
          wrong.incrementAndGet();
        }
      } catch (RuntimeException | Error e) {
        lost.add(e);
      }
    }
  }

  private static List<String> kill(StandaloneCluster cluster) throws InterruptedException {
    long seed = System.nanoTime();
    System.err.println("standalone cluster: seed " + seed);
    Random random = new Random(seed);
    List<String> killed = new ArrayList<>();
    while (killed.size() < KILLS) {
      long before = random.nextLong(EACH.toMillis());
      Thread.sleep(before);
      List<ProcessHandle> executors = Executors.running();
      boolean worker = random.nextInt(4) == 0;
      List<ProcessHandle> victims = worker ? cluster.workers() : executors;
      if (!victims.isEmpty()) {
        ProcessHandle victim = victims.get(random.nextInt(victims.size()));
        victim.destroyForcibly();
        killed.add(worker ? "worker" : "executor");
        if (worker) {
          cluster.startWorker();
        }
      }
      Thread.sleep(EACH.toMillis() - before);
    }
    return killed;
  }
}
