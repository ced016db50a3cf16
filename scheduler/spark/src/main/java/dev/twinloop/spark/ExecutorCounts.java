package dev.twinloop.spark;

import dev.twinloop.engine.TaskReport;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What this executor's scheduler did since the JVM started, for Spark's metrics. Thread-safe. */
final class ExecutorCounts {
  /** Tasks that finished. */
  static final LongAdder TASKS = new LongAdder();

  /** Items that accelerators computed. */
  static final LongAdder ACCELERATOR_ITEMS = new LongAdder();

  /** Items that the CPU computed. */
  static final LongAdder CPU_ITEMS = new LongAdder();

  /** Slices that were run again. */
  static final LongAdder FALLBACKS = new LongAdder();

  private ExecutorCounts() {}

  /** All of them, by the names that Spark shows. */
  static Map<String, LongAdder> byMetric() {
    return Map.of(
        "tasks", TASKS,
        "items.accelerator", ACCELERATOR_ITEMS,
        "items.cpu", CPU_ITEMS,
        "fallbacks", FALLBACKS);
  }

  static void add(TaskReport report) {
    TASKS.increment();
    FALLBACKS.add(report.fallbacks().size());
    report
        .itemsByDevice()
        .forEach(
            (device, items) -> (device.equals("cpu") ? CPU_ITEMS : ACCELERATOR_ITEMS).add(items));
  }
}
