package dev.twinloop.kernel.data;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * What every task asks of the memory that a caller gives it. A task calls these when it is made, so
 * that memory that would fail later is refused before any work starts.
 *
 * <pre>
 *   heap, shared, automatic, global arena, mapped file   accepted
 *   confined arena                                       refused: other threads read and write it
 *   arena that is closed                                 refused
 *   read-only                                            accepted for inputs alone
 *   output that overlaps an input                        refused: a slice may have to run again
 * </pre>
 *
 * <p>Overlap is told by addresses, or by the array of heap memory. Two mappings of one file have
 * different addresses: do not give one as input and the other as output.
 *
 * <p>All methods throw {@link IllegalArgumentException} with the value and what is accepted.
 */
public final class SharedMemory {
  private static final Thread ANOTHER = Thread.ofPlatform().unstarted(() -> {});

  private SharedMemory() {}

  /**
   * Refuses memory that other threads cannot read.
   *
   * @param what names it in messages, such as {@code "msm: scalars"}
   */
  public static void requireInput(String what, MemorySegment memory) {
    if (!memory.scope().isAlive()) {
      throw new IllegalArgumentException(
          what + ": memory of a closed arena, accepted: memory that stays until the task is done");
    }
    if (!memory.isAccessibleBy(ANOTHER)) {
      throw new IllegalArgumentException(
          what
              + ": memory of a confined arena, accepted: heap memory, or off-heap memory of a"
              + " shared, automatic or global arena");
    }
  }

  /**
   * Refuses memory that cannot take results, or whose first {@code bytes} overlap an input.
   *
   * @param what names it in messages, such as {@code "ntt: out"}
   * @param out where results go; null if the task allocates them
   * @param bytes how much of it results take
   * @param inputs the parts that are read while results are written
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
    MemorySegment written = out.asSlice(0, bytes);
    for (MemorySegment input : inputs) {
      if (input.byteSize() > 0 && written.asOverlappingSlice(input).isPresent()) {
        throw new IllegalArgumentException(
            "%s: overlaps an input in %d of its first %d bytes, accepted: memory apart from inputs"
                .formatted(
                    what, written.asOverlappingSlice(input).orElseThrow().byteSize(), bytes));
      }
    }
  }
}
