package dev.twinloop.kernel.data;

import dev.twinloop.task.Task;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A task that hashes records: one digest of 32 bytes each. */
public interface DigestTask extends Task<Digests> {
  /** What to hash. */
  Records messages();

  /** Where the digests go, or null to have memory allocated. */
  @Nullable MemorySegment out();

  @Override
  default long items() {
    return messages().count();
  }

  /**
   * Refuses memory that cannot take the digests of these records.
   *
   * @throws IllegalArgumentException see {@link SharedMemory#requireOutput}
   */
  static void requireRoom(Records messages, @Nullable MemorySegment out) {
    SharedMemory.requireOutput(
        "digests: out", out, messages.count() * Digests.BYTES, messages.read());
  }
}
