package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.scheduler.SchedulerEvent.Kind;
import dev.twinloop.scheduler.SchedulerListener;
import dev.twinloop.worker.WorkerEngine;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several devices at once: of two kinds in one scheduler, and two workers on one card. */
class SideBySideTest {
  private static final int ITEMS = 16_384;
  private static final int SLICE = 1024;
  private static final String CPU_WORKER = "cpu-worker";
  private static final List<byte[]> MESSAGES = new ArrayList<>();
  private static final byte[] EXPECTED = new byte[ITEMS * Digests.BYTES];

  private static String card = "";

  @BeforeAll
  static void find() throws NoSuchAlgorithmException {
    card = OpenClDevice.id();
    Random random = new Random(8);
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    for (int i = 0; i < ITEMS; i++) {
      byte[] message = new byte[64];
      random.nextBytes(message);
      MESSAGES.add(message);
      System.arraycopy(sha.digest(message), 0, EXPECTED, i * Digests.BYTES, Digests.BYTES);
    }
  }

  private static HybridScheduler open(List<String> devices, SchedulerListener listener) {
    return HybridScheduler.open(
        SchedulerConfig.defaults()
            .withDevices(devices)
            .withStrategy(Strategy.GPU_ONLY)
            .withSliceItems(SLICE)
            .withListener(listener));
  }

  /** Which devices computed a task whose digests are right. */
  private static Set<String> run(HybridScheduler scheduler) {
    TaskResult<Digests> result = scheduler.submit(Sha256Batch.of(MESSAGES)).await();
    assertEquals(-1, MemorySegment.ofArray(EXPECTED).mismatch(result.value().segment()));
    assertTrue(result.report().slices().stream().allMatch(slice -> slice.fallback().isEmpty()));
    return result.report().itemsByDevice().keySet();
  }

  private static WorkerEngine worker(HybridScheduler scheduler, String device) {
    return (WorkerEngine) scheduler.engine(device);
  }

  @Test
  void aCardAndACpuWorkerShareATaskAndOneGoesOnWithoutTheOther() throws InterruptedException {
    CountDownLatch lost = new CountDownLatch(1);
    SchedulerListener listener =
        event -> {
          if (event.kind() == Kind.DEVICE_UNHEALTHY && event.deviceId().equals(CPU_WORKER)) {
            lost.countDown();
          }
        };
    try (HybridScheduler scheduler = open(List.of(card, CPU_WORKER), listener)) {
      assertTrue(worker(scheduler, card).alive() && worker(scheduler, CPU_WORKER).alive());
      Set<String> both = Set.of(card, CPU_WORKER);
      while (!run(scheduler).equals(both)) {
        Thread.sleep(100); // until both have compiled the program, which needs the cores
      }
      worker(scheduler, CPU_WORKER).kill();
      lost.await();
      assertEquals(Set.of(card), run(scheduler), "its slices were the other's");
    }
  }

  @Test
  void twoWorkersOnOneCardDoNotDisturbEachOther() {
    try (HybridScheduler one = open(List.of(card), _ -> {});
        HybridScheduler other = open(List.of(card), _ -> {})) {
      assertEquals(Set.of(card), run(one));
      assertEquals(Set.of(card), run(other));
      assertNotEquals(worker(one, card).pid(), worker(other, card).pid());
      worker(one, card).kill();
      assertEquals(Set.of(card), run(other));
      assertFalse(worker(other, card).ended().isDone());
    }
  }
}
