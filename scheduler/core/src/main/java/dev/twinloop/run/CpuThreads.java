package dev.twinloop.run;

import dev.twinloop.task.Cores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The threads on which the CPU computes: as many as cores, for all tasks together. A thread carries
 * a slice, or takes parts of a slice that another carries; between two parts it turns to the task
 * that deserves it most, so that a small one never waits for a large one to end.
 *
 * <p>A thread that waits for a task may carry it too ({@link #carryWaiting}): it is awake, and to
 * wake another costs a tenth of a millisecond. It counts as one of the cores meanwhile.
 */
final class CpuThreads implements Cores, TaskThreads, AutoCloseable {
  /** How many other slices a thread may carry while it carries one. */
  private static final int MOST_NESTED = 3;

  private static final long WAIT_SPIN_NS = 20_000;
  private static final ScopedValue<Carrying> CARRYING = ScopedValue.newInstance();

  /** Where slices come from. */
  interface Slices {
    /** The next slice of a task that deserves it more than {@code rival} (of any, if null). */
    @Nullable Runnable next(Share.@Nullable Mark rival);

    /** Where the most deserving task that waits stands. */
    Share.@Nullable Mark head();

    /**
     * How many cores are left now to threads that feed devices, beside deadlines and while a device
     * is timed, unless a deadline hangs on the CPU's work.
     */
    default int kept() {
      return 0;
    }
  }

  private record Carrying(Share share, int depth) {}

  private final int parallelism;
  private final List<Job> jobs = new CopyOnWriteArrayList<>();
  private final AtomicInteger busy = new AtomicInteger();

  /** Threads that wait for a task and compute it, and since when. */
  private final Map<Thread, Long> waiters = new ConcurrentHashMap<>();

  private volatile Slices slices = NONE;
  private volatile @Nullable Workers workers;
  private volatile long patienceNs = Long.MAX_VALUE;

  /** There are threads besides those that are stuck: the number at work says nothing of cores. */
  private volatile boolean relieved;

  private static final Slices NONE =
      new Slices() {
        @Override
        public @Nullable Runnable next(Share.@Nullable Mark rival) {
          return null;
        }

        @Override
        public Share.@Nullable Mark head() {
          return null;
        }
      };

  /** Of this number of cores; until {@link #start} the calling threads are alone. */
  CpuThreads(int parallelism) {
    this.parallelism = parallelism;
  }

  /** Starts the threads. */
  void start(Slices source) {
    slices = source;
    workers =
        new Workers(
            "twinloop-cpu",
            parallelism,
            Duration.ofNanos(parallelism > 2 ? 50_000 : 5_000),
            new Workers.Source() {
              @Override
              public @Nullable Runnable next() {
                return CpuThreads.this.next();
              }

              @Override
              public boolean more() {
                return (slices.head() != null || openJob() != null) && hasCore();
              }

              /** A small task is left to the thread that may come to wait for it, not for long. */
              @Override
              public boolean soon() {
                return slices.head() != null;
              }
            });
  }

  /** There is a new slice. */
  void signal() {
    Workers started = workers;
    if (started != null) {
      started.signal();
    }
  }

  private void wake(int count) {
    Workers started = workers;
    if (started != null) {
      started.wake(count);
    }
  }

  @Override
  public int parallelism() {
    return parallelism;
  }

  /** Wakes threads for parts of a slice: two, of which each wakes others. */
  private void wakeFor(int parts) {
    int count = Math.min(2, parts);
    Workers started = workers;
    if (!waiters.isEmpty() && started != null) {
      count = Math.min(count, parallelism - waiters.size() - started.awake());
    }
    wake(count);
  }

  /** Carries out a step for a task: its time, and that of its parts, is charged to the task. */
  @Override
  public void carry(Share share, Runnable step) {
    int depth = CARRYING.isBound() ? CARRYING.get().depth() + 1 : 0;
    ScopedValue.where(CARRYING, new Carrying(share, depth)).run(step);
  }

  /** {@inheritDoc} It turns to no other task: its caller waits for this one. */
  @Override
  public void carryWaiting(Share share, Runnable steps) {
    if (CARRYING.isBound()) {
      return; // a task's own code waits for another task: that thread has a core already
    }
    waiters.put(Thread.currentThread(), System.nanoTime());
    try {
      if (mayUse(busy.incrementAndGet())) {
        ScopedValue.where(CARRYING, new Carrying(share, MOST_NESTED - 1)).run(steps);
      }
    } finally {
      waiters.remove(Thread.currentThread());
      busy.decrementAndGet();
      if (slices.head() != null || openJob() != null) {
        signal(); // a thread that found no core left may have gone to sleep
      }
    }
  }

  @Override
  public void runAll(int parts, IntConsumer part) {
    if (parts <= 0) {
      return;
    }
    if (parts == 1 || parallelism == 1) {
      for (int i = 0; i < parts; i++) {
        part.accept(i);
        yieldOnce();
      }
      return;
    }
    Share share =
        CARRYING.isBound() ? CARRYING.get().share() : new Share(Long.MAX_VALUE, -1, Long.MIN_VALUE);
    Job job = new Job(parts, part, share);
    jobs.add(job);
    try {
      wakeFor(parts - 1);
      while (job.runOne()) {
        yieldOnce();
      }
    } finally {
      jobs.remove(job);
    }
    job.await();
  }

  /** A carrying thread lets a more deserving task go first, once. */
  private void yieldOnce() {
    if (!CARRYING.isBound() || CARRYING.get().depth() >= MOST_NESTED) {
      return;
    }
    Share.Mark head = slices.head();
    Share own = CARRYING.get().share();
    if (head != null && own.yieldsTo(head)) {
      Runnable slice = slices.next(own.mark());
      if (slice != null) {
        slice.run();
      }
    }
  }

  /** Starts further threads for those that have been at one slice for longer than this. */
  void relieve(Duration limit) {
    Workers started = workers;
    if (started != null) {
      patienceNs = limit.toNanos();
      long now = System.nanoTime();
      boolean stuck = waiters.values().stream().anyMatch(since -> now - since > patienceNs);
      relieved |= started.relieve(limit) > 0 || stuck;
    }
  }

  /**
   * The most deserving slice or part. The core is taken before the work: two threads that looked at
   * one core that was left would both find work for it.
   */
  private @Nullable Runnable next() {
    if (!mayUse(busy.incrementAndGet())) {
      busy.decrementAndGet();
      return null; // the threads that are at work come back for more
    }
    Runnable work = null;
    try {
      work = nextWork();
    } finally {
      if (work == null) {
        busy.decrementAndGet();
      }
    }
    return work;
  }

  private @Nullable Runnable nextWork() {
    Job job = openJob();
    Runnable slice = slices.next(job == null ? null : job.share.mark());
    Runnable work = slice == null && job != null ? () -> help(job) : slice;
    return work == null ? null : () -> thenLeave(work);
  }

  private void thenLeave(Runnable work) {
    try {
      work.run();
    } finally {
      busy.decrementAndGet();
    }
  }

  /** Whether another thread may compute: some cores may be kept for others. */
  private boolean hasCore() {
    return mayUse(busy.get() + 1);
  }

  /** Whether this number of threads may be at work. */
  private boolean mayUse(int cores) {
    int kept = slices.kept();
    return relieved
        || cores <= parallelism - kept
        || (cores <= parallelism && (urgent(slices.head()) || urgentJob()));
  }

  private boolean tooMany() {
    int kept = slices.kept();
    return kept > 0 && !relieved && busy.get() > parallelism - kept;
  }

  private static boolean urgent(Share.@Nullable Mark mark) {
    return mark != null && mark.deadlineNs() < Long.MAX_VALUE;
  }

  private boolean urgentJob() {
    Job job = openJob();
    return job != null && urgent(job.share.mark());
  }

  private @Nullable Job openJob() {
    Job best = null;
    for (Job job : jobs) {
      if (job.open()
          && System.nanoTime() - job.sinceNs < patienceNs
          && (best == null || job.share.mark().compareTo(best.share.mark()) < 0)) {
        best = job;
      }
    }
    return best;
  }

  private void help(Job job) {
    if (job.open()) {
      wakeFor(job.left() > 1 ? 2 : 0);
    }
    while (job.runOne()) {
      Share.Mark head = slices.head();
      boolean tooMany = !urgent(job.share.mark()) && tooMany();
      if (tooMany || (head != null && job.share.yieldsTo(head))) {
        return;
      }
    }
  }

  @Override
  public void close() {
    Workers started = workers;
    if (started != null) {
      started.close();
    }
  }

  boolean ended(Duration limit) {
    Workers started = workers;
    return started == null || started.ended(limit);
  }

  /** The parts of one call of {@link #runAll}. */
  private static final class Job {
    private final int parts;
    private final IntConsumer part;
    private final Share share;
    private final Thread caller = Thread.currentThread();
    private final long sinceNs = System.nanoTime();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Job(int parts, IntConsumer part, Share share) {
      this.parts = parts;
      this.part = part;
      this.share = share;
    }

    boolean open() {
      return begun.get() < parts;
    }

    int left() {
      return parts - begun.get();
    }

    /** Takes the next part; says whether there was one. */
    boolean runOne() {
      if (!open()) {
        return false;
      }
      int index = begun.getAndIncrement();
      if (index >= parts) {
        return false;
      }
      long start = System.nanoTime();
      try {
        if (failure.get() == null) {
          part.accept(index);
        }
      } catch (RuntimeException | Error e) {
        failure.compareAndSet(null, e);
      } finally {
        share.charge(System.nanoTime() - start);
        if (ended.incrementAndGet() == parts && Thread.currentThread() != caller) {
          LockSupport.unpark(caller);
        }
      }
      return true;
    }

    /** Waits for parts that others have; an interrupt is kept for the caller. */
    void await() {
      long spinUntil = System.nanoTime() + WAIT_SPIN_NS;
      boolean interrupted = false;
      while (ended.get() < parts) {
        if (System.nanoTime() < spinUntil) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      switch (failure.get()) {
        case null -> {}
        case RuntimeException e -> throw e;
        case Error e -> throw e;
        case Throwable e -> throw new IllegalStateException(e);
      }
    }
  }
}
