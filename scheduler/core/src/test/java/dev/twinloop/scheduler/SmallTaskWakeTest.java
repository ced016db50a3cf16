package dev.twinloop.scheduler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.twinloop.policy.Strategy;
import dev.twinloop.policy.Thresholds;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.ToyCpuProvider;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A small task is left for a moment to the thread that may come to wait for it. Threads of the CPU
 * that were woken meanwhile fell asleep again, and where nobody came, the task lay there until the
 * next second's evaluation. That evaluation never comes here: a task that is forgotten hangs.
 */
class SmallTaskWakeTest {
  @Test
  void aSmallTaskThatNobodyWaitsForIsComputedAllTheSame() {
    SchedulerConfig config =
        SchedulerConfig.defaults()
            .withStrategy(Strategy.CPU_ONLY)
            .withLearned(Optional.empty())
            .withThresholds(Thresholds.defaults().with("evaluateEach", "100000s"));
    Doubling task = Doubling.ofRange(1);
    try (HybridScheduler scheduler = HybridScheduler.open(config, List.of(new ToyCpuProvider()))) {
      for (int i = 0; i < 2000; i++) {
        assertArrayEquals(task.expected(), scheduler.submit(task).future().join().value());
      }
    }
  }
}
