package dev.twinloop.spark;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.LongAdder;

/** What is counted for Spark's metrics. Thread-safe. */
final class Counts {
  private static final String CPU = "cpu";

  private final LongAdder tasks = new LongAdder();
  private final LongAdder acceleratorItems = new LongAdder();
  private final LongAdder cpuItems = new LongAdder();
  private final LongAdder fallbacks = new LongAdder();
  private final Set<String> devices = new ConcurrentSkipListSet<>();

  /** All of them, by the names that Spark shows. */
  Map<String, LongAdder> byMetric() {
    return Map.of(
        "tasks", tasks,
        "items.accelerator", acceleratorItems,
        "items.cpu", cpuItems,
        "fallbacks", fallbacks);
  }

  /** The devices that computed anything. */
  Set<String> devices() {
    return devices;
  }

  void add(TaskTotals.Totals more) {
    tasks.add(more.tasks());
    fallbacks.add(more.fallbacks());
    devices.addAll(more.itemsByDevice().keySet());
    more.itemsByDevice()
        .forEach((device, items) -> (device.equals(CPU) ? cpuItems : acceleratorItems).add(items));
  }
}
