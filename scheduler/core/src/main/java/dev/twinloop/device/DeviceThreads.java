package dev.twinloop.device;

import java.time.Duration;

/**
 * The threads and the clock of devices. They are passed in, so that tests can control both.
 * Thread-safe.
 */
public interface DeviceThreads {
  /** Monotonic time in nanoseconds, as {@link System#nanoTime()}. */
  long nanoTime();

  /** Runs a step soon. The step may keep its thread for any time. */
  void run(String name, Runnable step);

  /** Runs a step after a delay. */
  void runAfter(Duration delay, String name, Runnable step);
}
