package dev.twinloop.cpu;

import dev.twinloop.scheduler.SchedulerConfig;

/** Every task with every kind of memory, on all cores of this process, by the loops. */
class CpuTaskMemoryTest extends TaskMemoryContract {
  @Override
  protected SchedulerConfig config() {
    return SchedulerConfig.defaults().withDevice("cpu");
  }
}
