package dev.twinloop.device;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.task.Program;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One accelerator, or the CPU: its life cycle ({@link DeviceState}), its programs ({@link
 * ProgramState}) and its slots. Thread-safe. Every method returns at once.
 *
 * <p>Protocol of a task's thread:
 *
 * <pre>
 *   tryLease ──▶ empty: look at state() and program(): want(), prepare(), or work elsewhere
 *      │
 *      ▼
 *   encode ─▶ lease.slot().run() ─▶ receipts ─▶ decode ─▶ check ─▶ release(lease, outcome)
 * </pre>
 *
 * Every lease must be released exactly once, whatever happened. The outcome says what caused a
 * failure. From the outcome the device decides whether it can still be trusted.
 */
public interface Device {
  /** The name in reports and in the command line, such as {@code cuda:0}. */
  String id();

  /** Whether it runs in a worker process; then its answers are cross-checked. */
  boolean accelerator();

  /** Its description; empty before it was found or started. */
  Optional<HardwareCaps> caps();

  /** Its current engine, for benchmarks and diagnosis; empty unless the device is ready. */
  Optional<DeviceEngine> engine();

  /** The state of its life cycle. */
  DeviceState state();

  /**
   * Asks for the start of the device. A device that cools down is started again after its
   * cool-down. A device that a caller once asked for is kept alive until it is closed.
   *
   * @param traceId the task that asks, or empty
   */
  void want(String traceId);

  /**
   * As {@link #want}, because work for it will come soon. Its trial waits for the first program
   * that is prepared, but at most some seconds, so that nothing else must be compiled first.
   *
   * @param traceId the task that asks, or empty
   */
  void expect(String traceId);

  /** The state of a program on this device, for one capacity class. */
  ProgramState program(Program<?, ?> program, int capacity);

  /**
   * Asks for the compilation of a program in the background. The request waits until the device is
   * ready. A program that was refused is tried again only after {@link HealthRules#refusalRetry}.
   */
  void prepare(SlotRequest request);

  /**
   * A compiled slot, if one is free. This method never waits and never compiles. Slots that hold
   * the wanted residents come first. If tasks have waited for the only slot of a program, for a
   * part of the time that compiling takes, a second slot is opened in the background.
   */
  Optional<Lease> tryLease(SlotRequest request);

  /**
   * The share of its last runs that failed, 0 to 1. A failure counts only for the time of one
   * cool-down.
   */
  double failureRate();

  /** Whether any slot, free or leased, holds these residents. */
  boolean holds(Program<?, ?> program, Object residentVersion);

  /** Gives a lease back and says how its slice ended. */
  void release(Lease lease, SliceOutcome outcome);

  /**
   * Adds a listener. It is called after each change of {@link #state}, after each change of a
   * program's state, and when a lease becomes free. It is called on the thread that made the
   * change, under no lock.
   */
  void onChange(Runnable listener);

  /**
   * Ends the device's worker and frees its slots. Slices that run on it fail.
   *
   * @return completes when the worker is gone
   */
  CompletableFuture<Void> close();
}
