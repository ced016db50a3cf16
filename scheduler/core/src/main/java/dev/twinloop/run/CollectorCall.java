package dev.twinloop.run;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Asks the JVM's collector to look for results that nobody can reach any more, as the JVM itself
 * does when its direct buffers are used up, and never at a price that a caller would notice: only
 * while little of the heap is used, so that a collection is short, and so seldom that all of them
 * take a twentieth of the time at most. Where more of the heap is used, the collector runs often
 * enough of itself. {@code -XX:+DisableExplicitGC} turns it off. A {@link YoungCollection} stops
 * nobody for long, whatever the heap: its own thread may take a sixth of a core. Thread-safe.
 */
final class CollectorCall {
  /** With more of the heap in use, a whole collection could take long. */
  static final long MOST_HEAP_BYTES = 256L << 20;

  private static final int SHARE_OF_TIME = 20;
  private static final int YOUNG_SHARE_OF_TIME = 5;

  private final int shareOfTime;
  private final Runnable collection;
  private final LongSupplier heapBytes;
  private final LongSupplier clock;
  private final AtomicBoolean running = new AtomicBoolean();
  private volatile long notBeforeNs;

  /**
   * Over a JVM.
   *
   * @param collection collects; on the thread that calls it
   * @param heapBytes how much of the heap is in use
   * @param clock monotonic nanoseconds
   */
  CollectorCall(Runnable collection, LongSupplier heapBytes, LongSupplier clock) {
    this(collection, heapBytes, clock, SHARE_OF_TIME);
  }

  private CollectorCall(
      Runnable collection, LongSupplier heapBytes, LongSupplier clock, int shareOfTime) {
    this.shareOfTime = shareOfTime;
    this.collection = collection;
    this.heapBytes = heapBytes;
    this.clock = clock;
    this.notBeforeNs = clock.getAsLong();
  }

  /** Over this JVM. */
  static CollectorCall ofJvm() {
    Runtime jvm = Runtime.getRuntime();
    return new CollectorCall(
        System::gc, () -> jvm.totalMemory() - jvm.freeMemory(), System::nanoTime);
  }

  /** Of what was allocated lately. */
  static CollectorCall young() {
    return new CollectorCall(new YoungCollection(), () -> 0, System::nanoTime, YOUNG_SHARE_OF_TIME);
  }

  /** Asks, unless a collection is under way, was lately, or would take long. Does not wait. */
  void ask() {
    if (mayRun() && running.compareAndSet(false, true)) {
      Thread unused = Thread.ofPlatform().daemon().name("twinloop-collect").start(this::collect);
    }
  }

  /** Whether a call would be made now. */
  boolean mayRun() {
    return clock.getAsLong() - notBeforeNs >= 0
        && !running.get()
        && heapBytes.getAsLong() <= MOST_HEAP_BYTES;
  }

  /** Collects, and keeps away for a multiple of the time. */
  void collect() {
    long start = clock.getAsLong();
    try {
      collection.run();
    } finally {
      long end = clock.getAsLong();
      notBeforeNs = end + shareOfTime * (end - start);
      running.set(false);
    }
  }
}
