package dev.twinloop.tornado;

import dev.twinloop.cpu.TaskMemoryContract;
import dev.twinloop.scheduler.SchedulerConfig;
import org.junit.jupiter.api.Tag;

/** Every task with every kind of memory, through TornadoVM. */
@Tag("slow")
class OpenClTaskMemoryTest extends TaskMemoryContract {
  @Override
  protected SchedulerConfig config() {
    return SchedulerConfig.defaults().withDevice("opencl:0:0");
  }
}
