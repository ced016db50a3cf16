package dev.twinloop.bench.scale;

import dev.twinloop.scheduler.SchedulerConfig;
import java.util.List;
import java.util.Map;

/** Work that one device can do alone, and that several can share. */
interface Work {
  String name();

  /** Items of one run: messages, signatures, points, elements or proofs. */
  long items();

  /** Prepares input and opens a scheduler for the devices that the configuration names. */
  Ready open(SchedulerConfig config);

  /** Work whose input lies ready. */
  interface Ready extends AutoCloseable {
    /** Does the work once. */
    Outcome run();

    @Override
    void close();
  }

  /**
   * What a run gave.
   *
   * @param itemsByDevice the share of each device
   * @param again items that a device did not deliver and another computed
   * @param answers one number for the answer of each task: equal answers have equal numbers
   */
  record Outcome(Map<String, Long> itemsByDevice, long again, List<Long> answers) {}
}
