package dev.twinloop.device;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.task.Program;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * One accelerator, or the CPU: its life ({@link DeviceState}), its programs ({@link ProgramState})
 * and its slots. Thread-safe; every method returns at once.
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
 * Every lease is released exactly once, whatever happened. The outcome says whose fault a failure
 * was: the device decides from it whether it is still to be trusted.
 */
public interface Device {
  /** By which reports and the command line name it, such as {@code cuda:0}. */
  String id();

  /** Whether it lives in a worker process, so that its answers are cross-checked. */
  boolean accelerator();

  /** Its description, once it was found or started. */
  Optional<HardwareCaps> caps();

  /** The engine of its present life, for benchmarks and diagnosis; empty unless it is ready. */
  Optional<DeviceEngine> engine();

  /** Where it is in its life. */
  DeviceState state();

  /**
   * Asks that it be started, or started again once its cool-down is over. A device that was wanted
   * once is kept alive until it is closed.
   *
   * @param traceId the task that asks, or empty
   */
  void want(String traceId);

  /**
   * The same, because work for it will come soon: its trial waits for the first program that is
   * prepared, for some seconds at the most, so that nothing else need be compiled first.
   *
   * @param traceId the task that asks, or empty
   */
  void expect(String traceId);

  /** What the device has of a program, at one capacity class. */
  ProgramState program(Program<?, ?> program, int capacity);

  /**
   * Asks that a program be compiled in the background. Before the device is ready the request
   * waits. A program that was refused is tried again only when {@link HealthRules#refusalRetry} is
   * over.
   */
  void prepare(SlotRequest request);

  /**
   * A compiled slot, if one is free; never waits, never compiles. Slots that hold the wanted
   * residents come first. A second slot of a program is opened in the background once the first
   * alone has kept tasks waiting for a part of the time that compiling takes.
   */
  Optional<Lease> tryLease(SlotRequest request);

  /**
   * The share of its last runs that failed, 0 to 1; failures older than a cool-down do not count.
   */
  double failureRate();

  /** Whether any slot, free or leased, holds these residents. */
  boolean holds(Program<?, ?> program, Object residentVersion);

  /** Gives a lease back and says how its slice ended. */
  void release(Lease lease, SliceOutcome outcome);

  /**
   * Adds a listener that is called after each change of {@link #state}, of a program's state, and
   * when a lease came free: on the thread that made the change, under no lock.
   */
  void onChange(Runnable listener);

  /**
   * Ends the device's worker and frees its slots. Slices that run on it fail.
   *
   * @return completes when the worker is gone
   */
  CompletableFuture<Void> close();
}
