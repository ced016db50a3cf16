package dev.twinloop.bench;

import dev.twinloop.scheduler.HybridScheduler;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Memory that a scheduler shares with its workers. A scheduler keeps what it gave until it is
 * closed, so what is free again is given once more. One thread at a time.
 */
public final class SharedMemory implements Memory, AutoCloseable {
  private final HybridScheduler scheduler;
  private final List<MemorySegment> free = new ArrayList<>();
  private final List<MemorySegment> used = new ArrayList<>();

  SharedMemory(HybridScheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public MemorySegment holding(MemorySegment data) {
    return take(data.byteSize()).copyFrom(data);
  }

  @Override
  public MemorySegment room(long bytes) {
    return take(bytes).fill((byte) 0);
  }

  private MemorySegment take(long bytes) {
    MemorySegment best = null;
    for (MemorySegment segment : free) {
      boolean fits = segment.byteSize() >= bytes;
      if (fits && (best == null || segment.byteSize() < best.byteSize())) {
        best = segment;
      }
    }
    if (best == null) {
      best = scheduler.allocate(bytes);
    } else {
      MemorySegment taken = best;
      free.removeIf(segment -> segment == taken);
    }
    used.add(best);
    return best.asSlice(0, bytes);
  }

  /** Everything taken is free again: no task may use it any more. */
  @Override
  public void close() {
    free.addAll(used);
    used.clear();
  }
}
