package dev.twinloop.tornado;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.HostedEngine;
import dev.twinloop.engine.SliceRunner;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.Slice;
import dev.twinloop.tornado.sample.MixProgram;
import dev.twinloop.tornado.sample.MixTask;
import dev.twinloop.tornado.sample.RefusedProgram;
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
      refused(engine);
      threads(engine);
    }
    System.out.println("drill: ok");
  }

  /** Every count up to its capacity, in one slot, gives the right answer. */
  private static void counts(HostedEngine engine) {
    for (int capacity : new int[] {1, 128, 256, 1 << 17}) {
      try (Slot slot = engine.openSlot(new MixProgram(), capacity)) {
        for (int count : new int[] {capacity, 1, capacity / 2 + 1, Math.max(1, capacity - 1)}) {
          verify(slot, new MixTask(count, 7 * count));
        }
      }
    }
  }

  /** A kernel that TornadoVM refuses is told as such, and the engine goes on. */
  private static void refused(HostedEngine engine) {
    try (Slot slot = engine.openSlot(new RefusedProgram(), 64)) {
      throw new AssertionError("accepted: " + slot);
    } catch (DeviceException.Compilation e) {
      System.out.println("refused: " + e.getMessage());
    }
  }

  /** Three slots of one program at once. */
  private static void threads(HostedEngine engine) throws Exception {
    List<Callable<Integer>> jobs = new ArrayList<>();
    for (int t = 0; t < 3; t++) {
      int seed = t;
      jobs.add(
          () -> {
            try (Slot slot = engine.openSlot(new MixProgram(), 8192)) {
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

  private static void verify(Slot slot, MixTask task) {
    long[] result = new MixProgram().newResult(task);
    SliceRunner.run(slot, task.program(), new Slice(0, task.items()), result, 0);
    long wrong = task.firstWrong(result, Integer.MAX_VALUE);
    if (wrong >= 0) {
      throw new AssertionError(task + ": item " + wrong + " is " + result[(int) wrong]);
    }
  }
}
