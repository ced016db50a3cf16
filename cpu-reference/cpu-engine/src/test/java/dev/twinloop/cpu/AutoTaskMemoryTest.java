package dev.twinloop.cpu;

import dev.twinloop.scheduler.SchedulerConfig;
import org.junit.jupiter.api.Tag;

/** Every task with every kind of memory, wherever AUTO puts it: also by the JVM's own SHA-256. */
@Tag("slow")
class AutoTaskMemoryTest extends TaskMemoryContract {
  @Override
  protected SchedulerConfig config() {
    return SchedulerConfig.defaults();
  }
}
