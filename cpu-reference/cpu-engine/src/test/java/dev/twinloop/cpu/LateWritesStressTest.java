package dev.twinloop.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.TaskHandle;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Fault 14, as an attacker would: tasks are cancelled at any moment, and the memory of their
 * results is used again as soon as they have answered. In 75 of 80 rounds it was written
 * afterwards, and five times the next task's right answer was overwritten.
 */
class LateWritesStressTest {
  private static final int ITEMS = 1 << 13;
  private static final int ROUNDS = 400;
  private static final byte UNTOUCHED = 0x55;
  private static final SchedulerConfig CONFIG = SchedulerConfig.defaults().withSliceItems(512);

  private final Random random = new Random(14);
  private final List<byte[]> doomed = messages();
  private final List<byte[]> kept = messages();

  private List<byte[]> messages() {
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < ITEMS; i++) {
      byte[] message = new byte[64];
      random.nextBytes(message);
      messages.add(message);
    }
    return messages;
  }

  private static MemorySegment digests(List<byte[]> messages) throws NoSuchAlgorithmException {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    byte[] all = new byte[messages.size() * Digests.BYTES];
    for (int i = 0; i < messages.size(); i++) {
      System.arraycopy(sha.digest(messages.get(i)), 0, all, i * Digests.BYTES, Digests.BYTES);
    }
    return MemorySegment.ofArray(all);
  }

  private static boolean ended(TaskHandle<Digests> task) {
    try {
      var unused = task.await();
      return true;
    } catch (CancellationException _) {
      return false;
    }
  }

  private void attack(HybridScheduler scheduler, MemorySegment memory)
      throws NoSuchAlgorithmException, InterruptedException {
    MemorySegment expected = digests(kept);
    int cancelled = 0;
    for (int round = 0; round < ROUNDS; round++) {
      TaskHandle<Digests> task = scheduler.submit(Sha256Batch.of(doomed).into(memory));
      LockSupport.parkNanos(random.nextInt(5_000_000));
      task.cancel();
      cancelled += ended(task) ? 0 : 1;
      memory.fill(UNTOUCHED);
      if (round % 4 == 0) {
        Thread.sleep(2); // what comes late comes now
        for (long at = 0; at < memory.byteSize(); at++) {
          assertEquals(
              UNTOUCHED, memory.get(java.lang.foreign.ValueLayout.JAVA_BYTE, at), "at=" + at);
        }
      }
      var unused = scheduler.submit(Sha256Batch.of(kept).into(memory)).await();
      assertEquals(-1, memory.mismatch(expected), "round=" + round);
    }
    assertTrue(cancelled > ROUNDS / 20, "cancelled=" + cancelled + " of " + ROUNDS);
  }

  @Test
  @Tag("slow")
  void nothingIsWrittenAfterACancelledTaskOfTheCpuHasAnswered()
      throws NoSuchAlgorithmException, InterruptedException {
    try (HybridScheduler scheduler =
            HybridScheduler.open(CONFIG.withStrategy(Strategy.CPU_ONLY).withDevice("cpu"));
        Arena arena = Arena.ofShared()) {
      attack(scheduler, arena.allocate((long) ITEMS * Digests.BYTES));
    }
  }

  @Test
  @Tag("slow")
  void nothingIsWrittenAfterACancelledTaskOfAWorkerHasAnswered()
      throws NoSuchAlgorithmException, InterruptedException {
    try (HybridScheduler scheduler = HybridScheduler.open(CONFIG.withDevice("cpu-worker"))) {
      attack(scheduler, scheduler.allocate((long) ITEMS * Digests.BYTES));
    }
  }
}
