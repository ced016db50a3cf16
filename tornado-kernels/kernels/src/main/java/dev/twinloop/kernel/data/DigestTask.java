package dev.twinloop.kernel.data;

import dev.twinloop.task.Task;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** A task that hashes records: one digest each. */
public interface DigestTask extends Task<Digests> {
  /** What to hash. */
  Records messages();

  /** Where the digests go, or null to have memory allocated. */
  @Nullable MemorySegment out();

  /** Length of one digest in bytes; 32 unless the hash function says otherwise. */
  default int digestBytes() {
    return Digests.BYTES;
  }

  @Override
  default long items() {
    return messages().count();
  }

  /**
   * Refuses memory that cannot take the digests of these records.
   *
   * @param digestBytes length of one digest
   * @throws IllegalArgumentException see {@link SharedMemory#requireOutput}
   */
  static void requireRoom(Records messages, @Nullable MemorySegment out, int digestBytes) {
    SharedMemory.requireOutput(
        "digests: out", out, messages.count() * digestBytes, messages.read());
  }
}
