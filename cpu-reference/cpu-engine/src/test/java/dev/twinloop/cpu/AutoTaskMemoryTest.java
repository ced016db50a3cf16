package dev.twinloop.cpu;

import dev.twinloop.scheduler.SchedulerConfig;

/** Every task with every kind of memory, wherever AUTO puts it: also by the JVM's own SHA-256. */
class AutoTaskMemoryTest extends TaskMemoryContract {
  @Override
  protected SchedulerConfig config() {
    return SchedulerConfig.defaults();
  }
}
