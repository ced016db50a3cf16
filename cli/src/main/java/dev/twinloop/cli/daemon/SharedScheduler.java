package dev.twinloop.cli.daemon;

import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * One scheduler of a daemon, who uses it, and the memory that it has allocated: a scheduler frees
 * that when it is closed and not before, so it goes from command to command. Who changes whether it
 * is used holds the lock of {@link SharedSchedulers}.
 */
final class SharedScheduler {
  /** A scheduler that has allocated more is closed when nobody uses it. */
  private static final long MOST_BYTES = 1L << 30;

  private final SchedulerConfig wanted;
  private final HybridScheduler scheduler;
  private final EventRouter router;
  private final List<MemorySegment> free = new ArrayList<>();
  private long bytes;
  private int users;
  private boolean used;
  private volatile boolean worn;

  SharedScheduler(SchedulerConfig wanted, HybridScheduler scheduler, EventRouter router) {
    this.wanted = wanted;
    this.scheduler = scheduler;
    this.router = router;
  }

  HybridScheduler scheduler() {
    return scheduler;
  }

  EventRouter router() {
    return router;
  }

  SchedulerConfig wanted() {
    return wanted;
  }

  boolean serves(SchedulerConfig config) {
    return !worn && wanted.equals(config);
  }

  void taken() {
    users++;
  }

  void givenBack() {
    users--;
    used = true;
    worn |= bytes() > MOST_BYTES;
  }

  boolean idle() {
    return users == 0;
  }

  /** Whether another command had it before. */
  boolean used() {
    return used || users > 1;
  }

  /** No further command gets it. */
  void wear() {
    worn = true;
  }

  boolean worn() {
    return worn;
  }

  private synchronized long bytes() {
    return bytes;
  }

  /** Zeroed memory of this size. */
  synchronized MemorySegment allocate(long size) {
    for (MemorySegment region : free) {
      if (region.byteSize() >= size && region.byteSize() <= 2 * size) {
        free.remove(region);
        return region;
      }
    }
    MemorySegment region = scheduler.allocate(size);
    bytes += size;
    return region;
  }

  /** Takes it back, and wipes it. */
  void free(MemorySegment region) {
    region.fill((byte) 0);
    synchronized (this) {
      free.add(region);
    }
  }
}
