package dev.twinloop.kernel.data;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;

/**
 * Memory for results, zeroed. Tens of megabytes take tens of milliseconds to be made, so they are
 * made while the device works, not before it may. Thread-safe.
 */
public final class ResultMemory {
  private final CompletableFuture<MemorySegment> memory;

  /** Starts to make so many bytes. */
  public ResultMemory(long bytes) {
    memory =
        CompletableFuture.supplyAsync(
            () -> Arena.ofAuto().allocate(bytes, 64), Thread::startVirtualThread);
  }

  /** The memory; waits until it is there. */
  public MemorySegment segment() {
    return memory.join();
  }
}
