package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.multiples.EdwardsMultiplesContract;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Task;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Multiples of points on whatever OpenCL device there is. */
class EdwardsMultiplesOpenClTest extends EdwardsMultiplesContract {
  private final List<HybridScheduler> open = new ArrayList<>();
  private String device = "";

  @BeforeAll
  void start() {
    try {
      device =
          WorkerEngine.probe(new OpenClEngineProvider(), WorkerOptions.defaults())
              .getFirst()
              .deviceId();
    } catch (DeviceException.Unavailable e) {
      assumeFalse(e.toString().contains("answers"), e.getMessage());
      throw e;
    }
    open.add(
        HybridScheduler.open(
            SchedulerConfig.defaults().withStrategy(Strategy.GPU_ONLY).withDevice(device)));
  }

  @AfterAll
  void stop() {
    open.forEach(HybridScheduler::close);
  }

  @Override
  protected <R> R run(Task<R> task) {
    TaskResult<R> result = open.getFirst().submit(task).await();
    assertEquals(Set.of(device), result.report().itemsByDevice().keySet());
    return result.value();
  }
}
