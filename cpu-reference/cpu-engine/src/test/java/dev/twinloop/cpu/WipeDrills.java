package dev.twinloop.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.twinloop.cpu.secret.EchoTask;
import dev.twinloop.cpu.secret.ProcessMemory;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a worker still holds of a task's numbers when the task has ended. */
public abstract class WipeDrills {
  private static final int ITEMS = 5000;

  /** What threads may have in stacks and registers: a buffer holds all items. */
  private static final int PASSING = 64;

  /** The device to use. */
  protected abstract String device();

  private HybridScheduler open(WorkerOptions worker) {
    return HybridScheduler.open(
        SchedulerConfig.defaults()
            .withDevice(device())
            .withStrategy(Strategy.GPU_ONLY)
            .withLearned(Optional.empty())
            .withSampleRate(0)
            .withWorker(worker));
  }

  private static WorkerEngine worker(HybridScheduler scheduler, String device) {
    WorkerEngine worker = (WorkerEngine) scheduler.engine(device);
    assumeTrue(new ProcessMemory(worker.pid()).readable(), "no /proc/PID/mem here");
    return worker;
  }

  private static Set<Long> words(EchoTask task) {
    return IntStream.range(0, ITEMS).mapToObj(task::number).collect(Collectors.toSet());
  }

  private static long left(WorkerEngine worker, EchoTask task) throws IOException {
    return new ProcessMemory(worker.pid()).count(words(task));
  }

  /** Free buffers are overwritten moments after the task: waits until nothing is left. */
  private static void awaitNothingLeft(WorkerEngine worker, EchoTask task)
      throws IOException, InterruptedException {
    while (left(worker, task) > PASSING) {
      Thread.sleep(50);
    }
  }

  @Test
  void aSecretTaskLeavesNothingInTheWorker() throws Exception {
    EchoTask task = new EchoTask(ITEMS, 42);
    long[] expected = IntStream.range(0, ITEMS).mapToLong(task::number).toArray();
    try (HybridScheduler scheduler = open(WorkerOptions.defaults().withConfidential(true))) {
      WorkerEngine worker = worker(scheduler, device());
      for (int i = 0; i < 2; i++) { // the second time in a slot that was wiped
        assertArrayEquals(expected, scheduler.submit(task).await().value());
        awaitNothingLeft(worker, task);
      }
      List<String> limits = Files.readAllLines(Path.of("/proc/" + worker.pid() + "/limits"));
      assertTrue(
          limits.stream().anyMatch(line -> line.matches("Max core file size +0 +0 .*")),
          () -> "core files: " + limits);
    }
  }

  /** So that the test above can fail. */
  @Test
  void anotherTaskLeavesItsScratch() throws Exception {
    EchoTask task = new EchoTask(ITEMS, 43);
    try (HybridScheduler scheduler = open(WorkerOptions.defaults())) {
      WorkerEngine worker = worker(scheduler, device());
      long[] unused = scheduler.submit(task).await().value();
      assertTrue(left(worker, task) >= ITEMS, "scratch was wiped");
    }
  }

  /** The first of two tries runs out of memory after the inputs are there. */
  @Test
  void aSecretTaskThatFailedLeavesNothingEither() throws Exception {
    EchoTask task = new EchoTask(ITEMS, 44);
    WorkerOptions failing = WorkerOptions.defaults().withConfidential(true).withDrill("oom@2");
    try (HybridScheduler scheduler = open(failing)) {
      WorkerEngine worker = worker(scheduler, device());
      for (int i = 0; i < 3; i++) {
        try {
          long[] unused = scheduler.submit(task).await().value();
        } catch (DeviceException.OutOfMemory e) {
          assertEquals(1, i);
        }
      }
      if (worker.alive()) {
        awaitNothingLeft(worker, task);
      }
    }
  }
}
