package dev.twinloop.device;

import dev.twinloop.task.Program;
import java.util.Optional;

/**
 * A task's request for a slot of a device.
 *
 * @param program the program to run
 * @param capacity the capacity class of the slice, a power of two
 * @param residentVersion residents that the slot should hold; a slot without them is also accepted
 * @param traceId the task; events and log lines of the request have this id; may be empty
 * @param urgent whether the task has a deadline; then another slot is opened at once if all slots
 *     of the program are in use
 */
public record SlotRequest(
    Program<?, ?> program,
    int capacity,
    Optional<Object> residentVersion,
    String traceId,
    boolean urgent) {
  public SlotRequest {
    if (capacity < 1 || Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("capacity=" + capacity + ", accepted: a power of two");
    }
  }

  /** A request for a slot with any residents. */
  public static SlotRequest of(Program<?, ?> program, int capacity, String traceId) {
    return new SlotRequest(program, capacity, Optional.empty(), traceId, false);
  }
}
