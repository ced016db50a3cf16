package dev.twinloop.cli.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

/** Memory that goes from one command to the next. */
class SharedSchedulerTest {
  private static final int BYTES = 1 << 16;

  /** One user's data is never seen by another: what a command wrote is gone when it gives back. */
  @Test
  void whatACommandWroteIsGoneWhenItsMemoryGoesToAnother() {
    SchedulerConfig config = SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY);
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      SharedScheduler shared = new SharedScheduler(config, scheduler, new EventRouter());
      MemorySegment first = shared.allocate(BYTES);
      first.fill((byte) 7);
      shared.free(first);
      MemorySegment second = shared.allocate(BYTES - 1);
      assertEquals(first.address(), second.address(), "it is used again");
      assertEquals(-1, second.mismatch(MemorySegment.ofArray(new byte[BYTES])), "and zero");
    }
  }
}
