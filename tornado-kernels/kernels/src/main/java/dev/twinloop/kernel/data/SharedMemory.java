package dev.twinloop.kernel.data;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What tasks ask of memory that belongs to their caller: slices are encoded and decoded by threads
 * of the scheduler, and a slice may have to run again.
 */
public final class SharedMemory {
  private SharedMemory() {}

  /**
   * Refuses memory that only one thread may touch.
   *
   * @param what names the memory in the error, such as {@code "ntt: elements"}
   * @throws IllegalArgumentException for memory of a confined arena
   */
  public static void requireInput(String what, MemorySegment memory) {
    if (!memory.isAccessibleBy(Thread.ofPlatform().unstarted(() -> {}))) {
      throw new IllegalArgumentException(
          what
              + ": memory of a confined arena, accepted: heap memory, or off-heap memory of a"
              + " shared, automatic or global arena");
    }
  }

  /**
   * Refuses memory that cannot take results.
   *
   * @param out null says that the task allocates its own
   * @param bytes how many of its first bytes are written
   * @param inputs memory that {@code out} may not overlap
   * @throws IllegalArgumentException if it is read-only, too short, of a confined arena, or
   *     overlaps an input
   */
  public static void requireOutput(
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
