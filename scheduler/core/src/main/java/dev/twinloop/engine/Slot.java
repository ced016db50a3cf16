package dev.twinloop.engine;

import dev.twinloop.task.Buffers;
import java.lang.foreign.MemorySegment;

/**
 * A program compiled for one capacity class, with its own buffers on a device. Several slots of one
 * program let copies overlap kernels.
 *
 * <p>Protocol, by one thread at a time: write the inputs into {@link #buffers()}, call {@link
 * #run()}, read the outputs; again as often as wanted; {@link #close()}.
 */
public interface Slot extends AutoCloseable {
  /** The host-visible arrays. */
  Buffers buffers();

  /**
   * Lets the caller's own memory stand in for a buffer in the next run, if the device can reach it.
   *
   * @param buffer name of an input or output buffer
   * @param memory its contents from the first byte on; may be shorter than the buffer
   * @return whether it can; if not, the buffer must be written or read as usual
   */
  default boolean place(String buffer, MemorySegment memory) {
    return false;
  }

  /**
   * Names the task that the next runs are for, for logs and messages on the device's side.
   *
   * @param traceId its id, or empty
   */
  default void forTask(String traceId) {}

  /**
   * Asks for the device's own times of the next run. They cost a wait after every copy and every
   * kernel; without this they come with a sample of the runs, and are 0 otherwise.
   */
  default void timeNextRun() {}

  /**
   * Gives the thread that calls {@link #run} something to do while the device computes, until
   * {@link #forget}. A slot whose run keeps that thread busy does not do it.
   *
   * @param work must not throw, nor look at the outputs
   */
  default void meanwhile(Runnable work) {}

  /**
   * Copies in, runs all kernels, copies out; returns when the outputs are there. The caller checks
   * receipts before it believes them.
   *
   * @throws DeviceException if the run failed; the outputs are then void
   */
  Timings run();

  /**
   * Overwrites with zeros what the last run left where the caller cannot reach: the device's copies
   * and scratch, but no residents, no constants and no scratch that is kept on purpose ({@link
   * dev.twinloop.task.BufferSpec#kept}). For runs that saw a secret. {@link Buffers#zero} does the
   * rest.
   */
  default void wipe() {}

  /**
   * After a run whose outputs were read, or that failed: where runs may see a secret, overwrites
   * with zeros what the caller's side still holds of it. Elsewhere it does nothing: buffers are
   * overwritten before another task gets them.
   */
  default void forget() {}

  /** Frees the buffers. Idempotent. */
  @Override
  void close();
}
