package dev.twinloop.tornado;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineProvider;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.SliceRunner;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.Slice;
import dev.twinloop.tornado.sample.MixProgram;
import dev.twinloop.tornado.sample.MixTask;
import dev.twinloop.tornado.sample.ShiftProgram;
import dev.twinloop.tornado.sample.ShiftTask;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Runs in a worker's JVM: {@code CompileDrill once|slots|apart}. Opens slots and counts what went
 * through the compilers, a line {@code compilations: …} after each step; the last line is {@code
 * drill: ok}. Exit status 3: there is no device.
 */
public final class CompileDrill {
  private static final int ITEMS = 1000;

  private CompileDrill() {}

  public static void main(String[] arguments) throws Exception {
    EngineProvider provider = new OpenClEngineProvider();
    List<HardwareCaps> devices;
    try {
      devices = provider.devices();
    } catch (DeviceException.Unavailable e) {
      System.out.println("unavailable: " + e.getMessage());
      System.exit(e.toString().contains("answers") ? 3 : 1);
      return;
    }
    try (TornadoEngine engine = (TornadoEngine) provider.open(devices.getFirst().deviceId())) {
      if (arguments[0].equals("once")) {
        slots(engine);
        together(engine);
      } else if (arguments[0].equals("slots")) {
        slots(engine);
      } else {
        System.out.println("compiler: " + engine.compiler().map(_ -> "shared").orElse("none"));
        openMix(engine, 1024);
        openMix(engine, 1024);
      }
    }
    System.out.println("drill: ok");
  }

  /** Two slots of one program at a time, a third one later, and another capacity. */
  private static void slots(TornadoEngine engine) {
    try (Slot one = engine.openSlot(new MixProgram(), 1024)) {
      count(engine, "one slot");
      try (Slot two = engine.openSlot(new MixProgram(), 1024)) {
        mix(two, new MixTask(ITEMS, 3));
        mix(one, new MixTask(ITEMS, 4));
      }
      mix(one, new MixTask(ITEMS, 5));
    }
    count(engine, "two slots");
    openMix(engine, 1024);
    count(engine, "a slot after both are closed");
    openMix(engine, 2048);
    count(engine, "another capacity");
  }

  /** Two programs from four threads at a time. */
  private static void together(TornadoEngine engine) throws Exception {
    Callable<Boolean> mix = () -> openMix(engine, 4096);
    Callable<Boolean> shift = () -> openShift(engine, 4096);
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> done : pool.invokeAll(List.of(mix, shift, mix, shift))) {
        done.get();
      }
    }
    count(engine, "two programs together");
  }

  private static boolean openMix(TornadoEngine engine, int capacity) {
    try (Slot slot = engine.openSlot(new MixProgram(), capacity)) {
      mix(slot, new MixTask(ITEMS, capacity));
      return true;
    }
  }

  private static boolean openShift(TornadoEngine engine, int capacity) {
    try (Slot slot = engine.openSlot(new ShiftProgram(), capacity)) {
      ShiftTask task = new ShiftTask(ITEMS, 7, capacity);
      int[] result = new ShiftProgram().newResult(task);
      SliceRunner.run(slot, task.program(), new Slice(0, ITEMS), result, 0);
      for (int i = 0; i < ITEMS; i++) {
        int expected = 3 * task.factor() * i + task.shift();
        if (result[i] != expected) {
          throw new AssertionError(task + ": item " + i + " is " + result[i]);
        }
      }
      return true;
    }
  }

  private static void mix(Slot slot, MixTask task) {
    long[] result = new MixProgram().newResult(task);
    SliceRunner.run(slot, task.program(), new Slice(0, ITEMS), result, 0);
    long wrong = task.firstWrong(result, Integer.MAX_VALUE);
    if (wrong >= 0) {
      throw new AssertionError(task + ": item " + wrong + " is " + result[(int) wrong]);
    }
  }

  private static void count(TornadoEngine engine, String when) {
    Optional<KernelCompiler> compiler = engine.compiler();
    System.out.println(
        "compilations: " + compiler.map(KernelCompiler::compilations).orElse(-1) + ", " + when);
  }
}
