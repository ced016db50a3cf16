package dev.twinloop.tornado;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Which runs of an engine's slots may overlap. Most run beside each other. Some must be alone: runs
 * under TornadoVM's profiler, which is one switch for all plans, and the freeing of a plan, which
 * takes the page locks of all.
 *
 * <p>A run that is timed as a sample waits for no other, and is seldom: to be alone behind others
 * means that all who come meanwhile wait for them too, 10 ms and more on a busy device.
 *
 * <p>Thread-safe.
 */
final class RunTurns {
  /** Samples of one engine are so far apart: while one runs, nobody else does. */
  private static final Duration APART = Duration.ofSeconds(1);

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final LongSupplier clock;
  private final AtomicLong nextNs;

  /**
   * Nothing runs.
   *
   * @param clock monotonic nanoseconds
   */
  RunTurns(LongSupplier clock) {
    this.clock = clock;
    this.nextNs = new AtomicLong(clock.getAsLong());
  }

  /** Runs beside other runs, while nothing is alone. */
  <T> T beside(Supplier<T> run) {
    return under(lock.readLock(), run);
  }

  /** Waits until nothing runs, and keeps others waiting until this has ended. */
  <T> T alone(Supplier<T> run) {
    return under(lock.writeLock(), run);
  }

  /** Runs alone if nothing runs now and the last sample is long enough ago; else not at all. */
  <T> Optional<T> sample(Supplier<T> run) {
    long now = clock.getAsLong();
    if (now - nextNs.get() < 0 || !lock.writeLock().tryLock()) {
      return Optional.empty();
    }
    try {
      nextNs.set(now + APART.toNanos());
      return Optional.of(run.get());
    } finally {
      lock.writeLock().unlock();
    }
  }

  private static <T> T under(Lock lock, Supplier<T> run) {
    lock.lock();
    try {
      return run.get();
    } finally {
      lock.unlock();
    }
  }
}
