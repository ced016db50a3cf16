package dev.twinloop.cpu;

import dev.twinloop.scheduler.SchedulerConfig;
import org.junit.jupiter.api.Tag;

/** Every task with every kind of memory, in a worker process that hosts the CPU engine. */
@Tag("slow")
class CpuWorkerTaskMemoryTest extends TaskMemoryContract {
  @Override
  protected SchedulerConfig config() {
    return SchedulerConfig.defaults().withDevice("cpu-worker");
  }
}
