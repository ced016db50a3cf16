package dev.twinloop.kernel.ntt;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** What tasks ask of the memory they are given. */
final class Vectors {
  private Vectors() {}

  /** Refuses memory that only one thread may touch: slices are encoded and decoded by others. */
  static void requireInput(String what, MemorySegment memory) {
    if (!memory.isAccessibleBy(Thread.ofPlatform().unstarted(() -> {}))) {
      throw new IllegalArgumentException(
          what
              + ": memory of a confined arena, accepted: heap memory, or off-heap memory of a"
              + " shared, automatic or global arena");
    }
  }

  /**
   * Refuses memory that cannot take results, or overlaps an input: a slice may have to run again.
   */
  static void requireOutput(
      String what, @Nullable MemorySegment out, long bytes, MemorySegment... inputs) {
    if (out == null) {
      return;
    }
    if (out.isReadOnly() || out.byteSize() < bytes) {
      throw new IllegalArgumentException(
          "%s of %d bytes%s, accepted: writable, at least %d bytes"
              .formatted(what, out.byteSize(), out.isReadOnly() ? ", read-only" : "", bytes));
    }
    requireInput(what, out);
    for (MemorySegment input : inputs) {
      if (out.asSlice(0, bytes).asOverlappingSlice(input).isPresent()) {
        throw new IllegalArgumentException(
            what + ": overlaps an input, accepted: memory apart from it");
      }
    }
  }
}
