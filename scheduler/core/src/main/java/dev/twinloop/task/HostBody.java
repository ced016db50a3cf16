package dev.twinloop.task;

/**
 * Computes a slice with a library of the JVM instead of the program's kernels, for example with the
 * JDK's SHA-256. It writes into the result what {@link Program#decode} would write. Nothing is
 * encoded.
 *
 * <p>The program's own check must not be this body alone. If the check recomputes with the same
 * library, the library is the oracle, and its own results are not checked against it.
 *
 * @param <T> the task
 * @param <R> the task's result type
 */
@FunctionalInterface
public interface HostBody<T extends Task<R>, R> {
  /**
   * What shall be computed.
   *
   * @param task the task
   * @param slice its items
   * @param result where the answers go; only what belongs to the slice may be written
   */
  record Part<T extends Task<R>, R>(T task, Slice slice, R result) {
    /** Works on all items, in groups of at most {@code size} neighbours, on all cores. */
    public void inGroups(int size, Cores cores, Range work) {
      cores.runAll(
          (slice.size() - 1) / size + 1,
          group -> {
            long from = slice.from() + (long) group * size;
            work.run(from, Math.min(slice.to(), from + size));
          });
    }
  }

  /** Work on neighbouring items. */
  @FunctionalInterface
  interface Range {
    /** Works on the items from {@code from} to before {@code to}. */
    void run(long from, long to);
  }

  /**
   * Computes a slice; returns when all of it is in the result.
   *
   * @param cores may be used to spread the work; the calling thread takes part
   */
  void compute(Part<T, R> part, Cores cores);
}
