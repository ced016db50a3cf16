package dev.twinloop.device;

import dev.twinloop.task.Program;
import java.util.Optional;

/**
 * What a task wants of a device.
 *
 * @param program what to run
 * @param capacity the capacity class of the slice, a power of two
 * @param residentVersion residents that the slot should hold; a slot without them will do
 * @param traceId the task, named in events and log lines that the request causes; may be empty
 * @param urgent whether a deadline hangs on it: if all slots of the program are in use, another is
 *     opened at once
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

  /** Whatever the residents. */
  public static SlotRequest of(Program<?, ?> program, int capacity, String traceId) {
    return new SlotRequest(program, capacity, Optional.empty(), traceId, false);
  }
}
