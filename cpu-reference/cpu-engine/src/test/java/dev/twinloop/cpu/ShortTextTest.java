package dev.twinloop.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.TaskHandle;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import org.junit.jupiter.api.Test;

/** What a program writes into its log: a report of many slices was one line of many kilobytes. */
class ShortTextTest {
  @Test
  void handlesResultsAndReportsAreShortLines() {
    SchedulerConfig config =
        SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY).withSliceItems(64);
    byte[][] messages = new byte[64 * 500][8];
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      TaskHandle<Digests> handle = scheduler.submit(Sha256Batch.of(messages));
      var result = handle.await();
      int slices = result.report().slices().size();
      assertTrue(slices > 100, "slices: " + slices);
      assertEquals("task " + handle.traceId() + ": done, of 32000 items", handle.toString());
      assertEquals("Digests[count=32000, digestBytes=32]", result.value().toString());
      assertTrue(result.toString().length() < 400, result.toString());
      assertTrue(
          result
              .report()
              .toString()
              .contains("slices=" + slices + ", itemsByDevice={cpu=32000}, fallbacks=0"),
          result.report().toString());
      assertTrue(scheduler.toString().startsWith("HybridScheduler[tasks="), scheduler.toString());
      handle.cancel();
      assertEquals("task " + handle.traceId() + ": done, of 32000 items", handle.toString());
    }
  }
}
