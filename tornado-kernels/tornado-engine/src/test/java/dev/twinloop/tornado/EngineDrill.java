package dev.twinloop.tornado;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.SliceRunner;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.Slice;
import dev.twinloop.tornado.sample.MixProgram;
import dev.twinloop.tornado.sample.MixTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs in a worker's JVM: {@code EngineDrill opencl}. Prints one line a finding; the last is {@code
 * drill: ok}. Exit status 3: there is no device.
 */
public final class EngineDrill {
  private EngineDrill() {}

  public static void main(String[] arguments) throws Exception {
    EngineProvider provider =
        arguments[0].equals("cuda") ? new CudaEngineProvider() : new OpenClEngineProvider();
    List<HardwareCaps> devices;
    try {
      devices = provider.devices();
    } catch (DeviceException.Unavailable e) {
      System.out.println("unavailable: " + e.getMessage());
      System.exit(e.toString().contains("answers") ? 3 : 1);
      return;
    }
    devices.forEach(caps -> System.out.println("device: " + caps));
    String id = arguments.length > 1 ? arguments[1] : devices.getFirst().deviceId();
    try (HostedEngine engine = provider.open(id)) {
      counts(engine);
      threads(engine);
      speed(engine);
    }
    System.out.println("drill: ok");
  }

  /** Every count up to its capacity, in one slot, gives the right answer. */
  private static void counts(HostedEngine engine) {
    for (int capacity : new int[] {1, 2, 64, 128, 256, 4096, 1 << 17}) {
      long start = System.nanoTime();
      try (Slot slot = engine.openSlot(new MixProgram(), capacity)) {
        System.out.printf(
            "prepare: capacity=%d, ms=%.1f%n", capacity, (System.nanoTime() - start) / 1e6);
        for (int count : new int[] {capacity, 1, capacity / 2 + 1, Math.max(1, capacity - 1)}) {
          verify(slot, new MixTask(count, 7 * count));
        }
      }
    }
  }

  /** Three slots of one program at once. */
  private static void threads(HostedEngine engine) throws Exception {
    List<Callable<Integer>> jobs = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      int seed = t;
      jobs.add(
          () -> {
            long start = System.nanoTime();
            try (Slot slot = engine.openSlot(new MixProgram(), 8192)) {
              System.out.printf("slot %d: ms=%.1f%n", seed, (System.nanoTime() - start) / 1e6);
              for (int i = 0; i < 50; i++) {
                verify(slot, new MixTask(8192 - i, 1000 * seed + i));
              }
              return seed;
            }
          });
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(3)) {
      for (Future<Integer> job : pool.invokeAll(jobs)) {
        System.out.println("thread: " + job.get());
      }
    }
  }

  /** What a run costs beside its kernels; the first must be no slower than the rest. */
  private static void speed(HostedEngine engine) {
    try (Slot slot = engine.openSlot(new MixProgram(), 1024)) {
      MixTask task = new MixTask(1024, 5);
      System.out.printf("first run: us=%.0f%n", verify(slot, task).runNs() / 1e3);
      long best = Long.MAX_VALUE;
      long sum = 0;
      for (int i = 0; i < 500; i++) {
        Timings timings = verify(slot, task);
        best = Math.min(best, timings.runNs());
        sum += timings.runNs();
      }
      System.out.printf("run: best us=%.0f, mean us=%.0f%n", best / 1e3, sum / 500e3);
      System.out.println("last: " + verify(slot, task));
    }
  }

  private static Timings verify(Slot slot, MixTask task) {
    long[] result = new MixProgram().newResult(task);
    Timings timings = SliceRunner.run(slot, task.program(), new Slice(0, task.items()), result, 0);
    long wrong = task.firstWrong(result, Integer.MAX_VALUE);
    if (wrong >= 0) {
      throw new AssertionError(task + ": item " + wrong + " is " + result[(int) wrong]);
    }
    return timings;
  }
}
