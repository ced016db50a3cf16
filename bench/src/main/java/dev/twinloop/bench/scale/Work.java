package dev.twinloop.bench.scale;

import dev.twinloop.engine.Timings;
import dev.twinloop.scheduler.SchedulerConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

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

  /** No time of any stage. */
  Timings NO_STAGES = new Timings(0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * What a run gave.
   *
   * @param itemsByDevice the share of each device
   * @param again items that a device did not deliver and another computed
   * @param stages where the time of all slices went, summed; they run side by side
   * @param answers one number for the answer of each task: equal answers have equal numbers; they
   *     take time, and are made when they are asked for
   */
  record Outcome(
      Map<String, Long> itemsByDevice, long again, Timings stages, Supplier<List<Long>> answers) {}
}
