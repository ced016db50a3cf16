package dev.twinloop.kernel.msm.check;

import dev.twinloop.task.Slice;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the slices of one task have left for their checks: a path each. Thread-safe. */
public final class MsmEvidence {
  private final Map<Slice, MsmPath> paths = new ConcurrentHashMap<>();

  /** Nothing yet. */
  public MsmEvidence() {}

  /** Keeps the path of a slice's last run, until it is taken. */
  public void keep(Slice slice, MsmPath path) {
    paths.put(slice, path);
  }

  /**
   * Hands out the path of a slice.
   *
   * @throws IllegalStateException if it has not run since its last check
   */
  public MsmPath take(Slice slice) {
    MsmPath taken = paths.remove(slice);
    if (taken == null) {
      throw new IllegalStateException("msm: " + slice + " has not run since its last check");
    }
    return taken;
  }

  /** Drops all paths: slices that nobody checked have left some. */
  public void forget() {
    paths.clear();
  }
}
