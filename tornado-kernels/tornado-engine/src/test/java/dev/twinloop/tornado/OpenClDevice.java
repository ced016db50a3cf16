package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Whatever OpenCL device there is, for the tests of one JVM: looked for once, and one worker for
 * all tests that need none of their own. To start a worker takes seconds.
 */
final class OpenClDevice {
  private OpenClDevice() {}

  private static final class Looked {
    static final CompletableFuture<List<HardwareCaps>> FOUND =
        CompletableFuture.supplyAsync(
            () -> WorkerEngine.probe(new OpenClEngineProvider(), WorkerOptions.defaults()),
            Runnable::run);
  }

  private static final class Shared {
    static final HybridScheduler SCHEDULER = HybridScheduler.open(config().withSampleRate(1));

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SCHEDULER::close));
    }
  }

  /** Its name, such as {@code opencl:0:0}; skips the test where no OpenCL device answers. */
  static String id() {
    Throwable missing =
        Looked.FOUND.isCompletedExceptionally() ? Looked.FOUND.exceptionNow() : null;
    if (missing instanceof DeviceException.Unavailable unavailable) {
      assumeFalse(unavailable.toString().contains("answers"), unavailable.getMessage());
      throw unavailable;
    }
    return Looked.FOUND.join().getFirst().deviceId();
  }

  /** Everything on this device. */
  static SchedulerConfig config() {
    return SchedulerConfig.defaults().withStrategy(Strategy.GPU_ONLY).withDevice(id());
  }

  /** Runs a task on this device alone, and has every item checked. */
  static <R> R run(Task<R> task) {
    String device = id();
    TaskResult<R> result = Shared.SCHEDULER.submit(task).await();
    TaskReport report = result.report();
    assertEquals(Set.of(device), report.itemsByDevice().keySet());
    assertEquals(1, report.effectiveSampleRate(), "checked");
    return result.value();
  }
}
