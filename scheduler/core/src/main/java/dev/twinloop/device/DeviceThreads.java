package dev.twinloop.device;

import java.time.Duration;

/**
 * The threads and the clock of devices, passed in so that tests can turn both by hand. Thread-safe.
 */
public interface DeviceThreads {
  /** Monotonic time in nanoseconds, as {@link System#nanoTime()}. */
  long nanoTime();

  /** Runs a step soon, on a thread that it may hold for as long as it likes. */
  void run(String name, Runnable step);

  /** Runs a step after a delay. */
  void runAfter(Duration delay, String name, Runnable step);
}
