package dev.twinloop.task;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/**
 * Memory for a program's result: off-heap and zeroed. It is freed when it is no longer reachable.
 * Within a scheduler it comes from a pool, so that a task need not wait until pages are made and
 * zeroed.
 */
public final class ResultMemory {
  private static final long ALIGNMENT = 64;
  private static final ScopedValue<Source> SOURCE = ScopedValue.newInstance();

  /** Where memory comes from. */
  @FunctionalInterface
  public interface Source {
    /** Zeroed memory of this size, aligned to 64 bytes, freed when it is no longer reachable. */
    MemorySegment allocate(long bytes);
  }

  private ResultMemory() {}

  /**
   * Zeroed memory, aligned to 64 bytes, usable from every thread.
   *
   * @param bytes 0 or more
   */
  public static MemorySegment allocate(long bytes) {
    return SOURCE.isBound() ? SOURCE.get().allocate(bytes) : ofJvm(bytes);
  }

  /**
   * As {@link #allocate}, but never from a pool: the calling thread makes and zeroes the memory.
   */
  public static MemorySegment ofJvm(long bytes) {
    return Arena.ofAuto().allocate(bytes, ALIGNMENT);
  }

  /** Makes a result whose memory comes from this source. */
  public static <R> R from(Source source, Supplier<R> result) {
    return ScopedValue.where(SOURCE, source).call(result::get);
  }
}
