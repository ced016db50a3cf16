package dev.twinloop.bench.drill;

import dev.twinloop.bench.OwnTasks;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.scheduler.HybridScheduler;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Submitters that send tasks one after the other, wait for each, and compare every byte of every
 * answer with what the JDK computes. Each task of a user's own has one more, which compares with
 * the task's known answer.
 */
final class DrillLoad implements AutoCloseable {
  private static final int ITEMS = 4096;
  private static final int BYTES = 64;

  /** Programs are compiled for classes of lengths, and for classes of items below a slice. */
  private static final int LENGTHS = 7;

  private static final int CAPACITIES = 10;

  private static final int SUBMITTERS = 2;
  private static final long SEED = 20_261_129;

  private final HybridScheduler scheduler;
  private final Reports reports;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger wrong = new AtomicInteger();
  private final AtomicLong tasks = new AtomicLong();
  private final AtomicLong recomputed = new AtomicLong();
  private volatile Work work;
  private int number;
  private volatile boolean stopped;

  /** Is told of each finished task, and when it was submitted. */
  @FunctionalInterface
  interface Reports {
    void finished(TaskReport report, long submittedNs);
  }

  /** Messages and their digests. */
  private record Work(Sha256Batch task, MemorySegment digests, int items) {}

  DrillLoad(HybridScheduler scheduler, Reports reports) {
    this.scheduler = scheduler;
    this.reports = reports;
    this.work = work(ITEMS, BYTES);
    for (int i = 0; i < SUBMITTERS; i++) {
      threads.add(
          Thread.ofPlatform().daemon().name("drill-load-" + i).start(this::submitOneAfterOther));
    }
    for (KnownAnswer<?> own : OwnTasks.answers()) {
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .name("drill-load-" + own.type())
              .start(() -> submitOneAfterOther(own)));
    }
  }

  private static Work work(int items, int bytes) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<byte[]> messages = new ArrayList<>();
    byte[] digests = new byte[items * Digests.BYTES];
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (int i = 0; i < items; i++) {
        byte[] message = new byte[bytes];
        random.nextBytes(message);
        messages.add(message);
        System.arraycopy(sha.digest(message), 0, digests, i * Digests.BYTES, Digests.BYTES);
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    return new Work(Sha256Batch.of(messages), MemorySegment.ofArray(digests), items);
  }

  /**
   * From now on messages of another length, or fewer of them: something that no slot of the device
   * was opened for, until all of these are used up and the first of them have been closed for want
   * of room.
   */
  void another() {
    number = (number + 1) % (LENGTHS * CAPACITIES);
    int capacity = number / LENGTHS;
    work = work(capacity == 0 ? ITEMS : Drills.SLICE_ITEMS >> capacity, BYTES << number % LENGTHS);
  }

  private void submitOneAfterOther() {
    while (!stopped) {
      Work now = work;
      long submittedNs = System.nanoTime();
      try {
        TaskResult<Digests> result = scheduler.submit(now.task()).await();
        if (!right(result.value(), now)) {
          wrong.incrementAndGet();
        }
        account(result.report());
        reports.finished(result.report(), submittedNs);
      } catch (DeviceException e) {
        lost.incrementAndGet();
      }
      tasks.incrementAndGet();
    }
  }

  private <R> void submitOneAfterOther(KnownAnswer<R> own) {
    while (!stopped) {
      try {
        TaskResult<R> result = scheduler.submit(own.task()).await();
        if (own.problem().apply(result.value()).isPresent()) {
          wrong.incrementAndGet();
        }
        account(result.report());
      } catch (DeviceException e) {
        lost.incrementAndGet();
      }
      tasks.incrementAndGet();
    }
  }

  private void account(TaskReport report) {
    report.slices().stream()
        .filter(slice -> slice.fallback().isPresent())
        .mapToLong(slice -> slice.slice().size())
        .forEach(recomputed::addAndGet);
  }

  private static boolean right(Digests digests, Work work) {
    MemorySegment expected = work.digests();
    return digests.count() == work.items()
        && MemorySegment.mismatch(
                digests.segment(), 0, expected.byteSize(), expected, 0, expected.byteSize())
            < 0;
  }

  /** Whether a device computed part of a task, and nothing of it was thrown away. */
  static boolean servedBy(TaskReport report, String deviceId) {
    return report.itemsByDevice().containsKey(deviceId)
        && report.slices().stream().map(SliceReport::fallback).allMatch(f -> f.isEmpty());
  }

  int lost() {
    return lost.get();
  }

  int wrong() {
    return wrong.get();
  }

  long tasks() {
    return tasks.get();
  }

  long recomputed() {
    return recomputed.get();
  }

  @Override
  public void close() {
    stopped = true;
    boolean interrupted = false;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
