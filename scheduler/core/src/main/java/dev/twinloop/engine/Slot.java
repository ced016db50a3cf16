package dev.twinloop.engine;

import dev.twinloop.task.Buffers;
import java.lang.foreign.MemorySegment;

/**
 * A program compiled for one capacity class, with its own buffers on a device. Several slots of one
 * program let copies overlap kernels.
 *
 * <p>Protocol, for one thread at a time: write the inputs into {@link #buffers()}, call {@link
 * #run()}, read the outputs. Repeat this as often as needed. Then call {@link #close()}.
 */
public interface Slot extends AutoCloseable {
  /** The host-visible arrays. */
  Buffers buffers();

  /**
   * Replaces a buffer by the caller's own memory in the next run, if the device can reach this
   * memory.
   *
   * @param buffer name of an input or output buffer
   * @param memory its contents from the first byte on; may be shorter than the buffer
   * @return whether the device can reach the memory; if not, the buffer must be written or read as
   *     usual
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
   * Asks for the device's own times of the next run. The device then waits after every copy and
   * every kernel. Without this call, a sample of the runs has these times; in all other runs they
   * are 0.
   */
  default void timeNextRun() {}

  /**
   * Sets work for the thread that calls {@link #run}, to do while the device computes, until {@link
   * #forget}. A slot whose run keeps that thread busy ignores this work.
   *
   * @param work must not throw, nor look at the outputs
   */
  default void meanwhile(Runnable work) {}

  /**
   * Copies in, runs all kernels and copies out. Returns when the outputs are ready. The caller must
   * check the receipts before it uses the outputs.
   *
   * @throws DeviceException if the run failed; the outputs are then not valid
   */
  Timings run();

  /**
   * Overwrites with zeros the data of the last run that the caller cannot reach: the device's
   * copies and scratch. Residents, constants, and scratch that is kept on purpose ({@link
   * dev.twinloop.task.BufferSpec#kept}) are not overwritten. For runs that saw a secret. {@link
   * Buffers#zero} overwrites the rest.
   */
  default void wipe() {}

  /**
   * Ends a run after its outputs were read, or after it failed. If runs may see a secret, it
   * overwrites with zeros the run's data on the caller's side. Otherwise it does nothing, because
   * buffers are overwritten before another task gets them.
   */
  default void forget() {}

  /** Frees the buffers. Idempotent. */
  @Override
  void close();
}
