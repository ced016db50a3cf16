package dev.twinloop.spark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.merkle.SubtreeRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two executor processes on this machine, one of which is killed half-way: results equal those of
 * one machine.
 */
class TwoExecutorsTest {
  private static final int PARTITIONS = 8;
  private static final int RECORDS = 500;

  private static SparkSession session;
  private static TwinloopSpark twinloop;

  @BeforeAll
  static void start() {
    session = LocalSpark.start("local-cluster[2,1,1024]", Map.of());
    twinloop = TwinloopSpark.of(session);
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  /** Batches that take so long that a kill finds some done and some not. */
  private static JavaRDD<PackedRecords> slowBatches() {
    return LocalSpark.batches(session, PARTITIONS, RECORDS, 32)
        .map(
            batch -> {
              Thread.sleep(400);
              return batch;
            });
  }

  private static List<ProcessHandle> executors() {
    return ProcessHandle.current().descendants().filter(TwoExecutorsTest::isExecutor).toList();
  }

  /** Class paths make command lines longer than {@link ProcessHandle.Info} tells. */
  private static boolean isExecutor(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), ISO_8859_1)
          .contains("CoarseGrainedExecutorBackend");
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aKilledExecutorCostsNothingButTime() throws Exception {
    TaskTotals totals = twinloop.totals();
    CompletableFuture<List<PackedRecords>> job = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                job.complete(twinloop.map(slowBatches(), ItemTasks.sha256(), totals).collect());
              } catch (Throwable e) {
                job.completeExceptionally(e);
              }
            });
    while (totals.value().tasks() < 2 && !job.isDone()) {
      Thread.sleep(20);
    }
    List<ProcessHandle> running = executors();
    assertEquals(2, running.size(), "executors: " + running);
    assertTrue(!job.isDone(), "the kill comes half-way");
    assertTrue(running.getFirst().destroyForcibly());

    List<PackedRecords> digests = job.join();

    MessageDigest jdk = MessageDigest.getInstance("SHA-256");
    assertEquals(PARTITIONS, digests.size());
    for (int seed = 0; seed < PARTITIONS; seed++) {
      PackedRecords messages = LocalSpark.random(seed, RECORDS + seed, 32);
      for (int i = 0; i < messages.count(); i++) {
        assertArrayEquals(jdk.digest(messages.get(i)), digests.get(seed).get(i));
      }
    }
    assertTrue(totals.value().items() >= PARTITIONS * RECORDS, totals.value().toString());
  }

  @Test
  void rootsFromSeveralProcessesEqualOneMachines() throws Exception {
    byte[] root =
        twinloop.merkleRoot(
            LocalSpark.batches(session, PARTITIONS, RECORDS, 32), 32, MerkleScheme.RFC6962);

    MessageDigest jdk = MessageDigest.getInstance("SHA-256");
    List<SubtreeRoot> leaves = new ArrayList<>();
    for (int seed = 0; seed < PARTITIONS; seed++) {
      PackedRecords batch = LocalSpark.random(seed, RECORDS + seed, 32);
      for (int i = 0; i < batch.count(); i++) {
        jdk.update((byte) 0);
        leaves.add(new SubtreeRoot(0, leaves.size(), jdk.digest(batch.get(i))));
      }
    }
    assertArrayEquals(SubtreeRoot.merge(MerkleScheme.RFC6962, leaves.size(), leaves), root);
  }
}
