package dev.twinloop.cli;

import dev.twinloop.bench.TestData;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.InterruptedWaitException;
import dev.twinloop.engine.Submission;
import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Two submitters of mixed tasks (SHA-256 batches, Merkle trees; 2^6 to 2^17 items), each with one
 * task under way and a short rest after it, so that a small machine stays usable.
 */
final class DemoLoad implements AutoCloseable {
  private static final int SUBMITTERS = 2;
  private static final int LEAST_LOG = 6;
  private static final int MOST_LOG = 17;
  private static final int MESSAGE = 64;
  private static final int LEAF = 32;
  private static final int MOST_REST_MS = 60;

  private final HybridScheduler scheduler;
  private final Arena arena = Arena.ofShared();
  private final MemorySegment data = TestData.random(arena, (long) MESSAGE << MOST_LOG);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Thread> submitters = new ArrayList<>();

  private DemoLoad(HybridScheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Starts it; {@link #close} ends it. */
  static DemoLoad start(HybridScheduler scheduler) {
    DemoLoad load = new DemoLoad(scheduler);
    for (int i = 0; i < SUBMITTERS; i++) {
      Random random = new Random(i);
      load.submitters.add(
          Thread.ofPlatform().daemon().name("twinloop-load-" + i).start(() -> load.run(random)));
    }
    return load;
  }

  /** Waits for so long. */
  void await(Duration time) throws InterruptedException {
    boolean unused = stop.await(time.toSeconds(), TimeUnit.SECONDS);
  }

  private void run(Random random) {
    try {
      do {
        one(random);
      } while (!stop.await(random.nextInt(MOST_REST_MS), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One task; one that fails is counted by the meters, and the load goes on. */
  private void one(Random random) throws InterruptedException {
    try {
      var unused = scheduler.submit(task(random), Submission.plain().waitingForRoom()).await();
    } catch (InterruptedWaitException e) {
      throw new InterruptedException(e.getMessage());
    } catch (DeviceException | RejectedExecutionException _) {
      boolean unused =
          stop.await(1, TimeUnit.SECONDS); // a device that is not there is no busy loop
    }
  }

  private Task<?> task(Random random) {
    int items = 1 << random.nextInt(LEAST_LOG, MOST_LOG + 1);
    return random.nextInt(4) == 0
        ? MerkleBuild.of(MerkleScheme.SHA256, data.asSlice(0, (long) items * LEAF), LEAF)
        : Sha256Batch.fixed(data, MESSAGE, MESSAGE, items);
  }

  /** Lets the tasks under way end. */
  @Override
  public void close() {
    stop.countDown();
    boolean interrupted = false;
    for (Thread submitter : submitters) {
      while (submitter.isAlive()) {
        try {
          submitter.join();
        } catch (InterruptedException e) {
          interrupted = true; // the memory of a task under way must not be freed
        }
      }
    }
    arena.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
