package dev.twinloop.worker;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Timings;
import dev.twinloop.task.ProgramName;
import java.util.List;

/**
 * What caller and worker say to each other over the worker's standard input and output. Data does
 * not travel here: it lies in a file that both map.
 *
 * <pre>
 *   caller                              worker
 *     |                                    |  (starts, opens its device)
 *     |  ◀──────────── Hello ──────────────|
 *     |  ── Prepare(slot, program, file) ─▶|  (maps, compiles)
 *     |  ◀────────── Prepared(slot) ───────|
 *     |  ── Run(slot) ────────────────────▶|
 *     |  ◀─ Done(slot) or Failed(slot) ────|
 *     |  ── Release(slot) ────────────────▶|
 *     |  ── end of stream ────────────────▶|  (exits)
 * </pre>
 *
 * Slots are independent: each has at most one request under way.
 */
sealed interface Frame {
  /** Version of this protocol; both sides come from one build, so they must agree exactly. */
  int PROTOCOL = 1;

  /** The slot number of answers that belong to no slot. */
  int NO_SLOT = -1;

  /** First frame of a worker: the devices it sees, or the one it serves. */
  record Hello(int protocol, int preferredSlots, List<HardwareCaps> devices) implements Frame {}

  /** Maps the file, removes its name, and compiles the program over it. */
  record Prepare(int slot, ProgramName program, int capacity, String file, long bytes)
      implements Frame {}

  /** The program is compiled. */
  record Prepared(int slot, long elapsedNs) implements Frame {}

  /** Maps memory that the caller shares for good; no answer. */
  record Share(int region, String file, long bytes) implements Frame {}

  /**
   * Runs the slot's program on what lies in its buffers, or in windows that stand in for them.
   *
   * @param refresh whether the resident buffers are copied to the device first
   */
  record Run(int slot, boolean refresh, List<Window> windows) implements Frame {}

  /**
   * Shared memory in the place of a buffer.
   *
   * @param buffer its name
   * @param region a shared region
   * @param offset of the first byte, in the region's file
   * @param bytes how many belong to the slice
   */
  record Window(String buffer, int region, long offset, long bytes) {}

  /** The outputs lie in the slot's buffers. */
  record Done(int slot, Timings timings) implements Frame {}

  /** The request could not be done; with {@link #NO_SLOT}: the worker could not start. */
  record Failed(int slot, DeviceException.Code code, String text) implements Frame {}

  /** Frees the slot. Has no answer. */
  record Release(int slot) implements Frame {}

  /** Asks whether the worker still listens. */
  record Ping() implements Frame {}

  /** It does. */
  record Pong() implements Frame {}
}
