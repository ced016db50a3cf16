package dev.twinloop.policy;

import java.util.Arrays;

/**
 * The cost of items at one place, learned from observations. There is one cell for each size class
 * (powers of two). A line through all cells, fixed + per item, gives the cost of sizes that were
 * never seen.
 *
 * <pre>
 *   ns │            ·╱
 *      │        · ╱         cell k: sizes 2^k to 2^(k+1) - 1
 *      │    · ╱             line:   fixed + perItem * n, least squares of relative errors
 *      │_·─╱
 *      └─────────────── items
 * </pre>
 *
 * <p>A cell follows its observations quickly down and slowly up. So it stays near the median, and a
 * pause of the garbage collector does not move it. An observation of more than twice the cell
 * counts only if this happens three times in a row and for 50 ms; then the least of these
 * observations counts. Of the first three observations the least counts, because the first run of a
 * size at a place also pays for memory, code and clocks. An observation that other work disturbed
 * can only lower a cell. A copy that was timed while other work ran is a first estimate: the first
 * observation replaces it, and later copies can only lower the cell. Thread-safe.
 */
public final class CostCurve {
  private static final int CLASSES = 48;
  private static final int RECENT = 64;
  private static final double DOWN = 0.5;
  private static final double UP = 0.2;
  private static final double TAIL = 0.01;
  private static final double TAIL_LASTS_NS = 10e9;
  private static final double OUTLIER = 2;
  private static final int CONVINCED = 3;
  private static final long CONVINCED_NS = 50_000_000;

  /** Fewer observations than this may all be of a worker whose code was cold. */
  private static final int WARM = 400;

  /** A copy that is faster than all before by this part shows that the device still warms up. */
  private static final double FALLS = 0.03;

  /** One size class. */
  private static final class Cell {
    double items;
    double ns;
    double tailNs;
    int samples;

    /** Observations by earlier runs, and before the device started again. */
    int earlier;

    int copies;
    double leastCopyNs = Double.POSITIVE_INFINITY;
    double leastCopyItems;
    int outliers;
    double leastOutlierNs;
    long outliersSinceNs;
    long lastNs;
    long tailSeenNs;

    /** Observations in all, as far as they are counted. */
    int seen() {
      return Math.min(WARM, earlier + samples);
    }

    /** Whether only an earlier run saw it, and too seldom to say that a place is slow. */
    boolean doubtful() {
      return samples + copies == 0 && earlier < WARM;
    }
  }

  /**
   * One size class, in the form that is kept between runs.
   *
   * @param sizeClass the logarithm of its smallest size
   * @param items mean size of the observations
   * @param ns about the median
   * @param tailNs about the 99th percentile
   * @param samples number of observations
   */
  public record Kept(int sizeClass, double items, double ns, double tailNs, int samples) {}

  private final double assumedFixedShare;
  private final Cell[] cells = new Cell[CLASSES];
  private final double[] recent = new double[RECENT];
  private int seen;
  private double fixedNs;
  private double perItemNs;

  /**
   * No observations yet.
   *
   * @param assumedFixedShare the share of the first observation's time that is assumed to be fixed
   *     cost, until a second size is seen; 0 to 1
   */
  public CostCurve(double assumedFixedShare) {
    this.assumedFixedShare = assumedFixedShare;
  }

  /** The size class of a number of items: the logarithm, rounded down. */
  public static int sizeClass(long items) {
    return 63 - Long.numberOfLeadingZeros(Math.max(1, items));
  }

  /**
   * Learns from one task or slice.
   *
   * @param items how many
   * @param tookNs their time
   * @param alone whether nothing else ran at the place meanwhile
   * @param nowNs the time
   */
  public synchronized void observe(long items, long tookNs, boolean alone, long nowNs) {
    long ns = Math.max(1, tookNs);
    recent[seen++ % RECENT] = (double) ns / items;
    int index = Math.min(CLASSES - 1, sizeClass(items));
    Cell cell = cells[index];
    if (cell == null) {
      cell = new Cell();
      cells[index] = cell;
    }
    if (cell.samples > 0 && !alone && ns > scaled(cell, (double) items)) {
      return;
    }
    cell.lastNs = nowNs;
    cell.tailSeenNs = nowNs;
    learn(cell, (double) items, (double) ns, nowNs);
    fit();
  }

  /**
   * Learns from a copy of a slice, timed while other places worked.
   *
   * @param items how many
   * @param tookNs what they took
   * @param nowNs the time
   * @return whether the copy was faster than all copies before, by more than noise; then the device
   *     still warms up. Times of tasks cannot show this, because no other work runs while a task
   *     runs
   */
  public synchronized boolean observeCopy(long items, long tookNs, long nowNs) {
    int index = Math.min(CLASSES - 1, sizeClass(items));
    Cell cell = cells[index];
    double ns = (double) Math.max(1, tookNs);
    if (cell == null) {
      cell = new Cell();
      cells[index] = cell;
    }
    boolean first = cell.samples == 0 && cell.copies++ == 0;
    double before = first ? Double.POSITIVE_INFINITY : scaled(cell, (double) items);
    boolean faster = fasterCopy(cell, (double) items, ns);
    shorten(cell, ns * along((double) items, cell.items), faster, nowNs);
    if (cell.samples == 0) {
      cell.lastNs = nowNs;
    }
    if (ns >= before) {
      return faster;
    }
    if (cell.samples == 0) {
      cell.items = (double) items;
      cell.ns = ns;
      cell.tailNs = ns;
    } else {
      double weight = cell.samples <= CONVINCED ? 1 : DOWN;
      cell.ns *= 1 + weight * (ns / before - 1);
      cell.outliers = 0;
    }
    fit();
    return faster;
  }

  /**
   * A copy shortens the tail too, or a stream with deadlines would never come back to a place that
   * was slow once: what a colder worker took says nothing of a warmer one, and the longer nothing
   * else was seen, the more a copy says.
   */
  private static void shorten(Cell cell, double ns, boolean faster, long nowNs) {
    if (cell.samples > 0 && ns < cell.tailNs) {
      double unseen = 1 - Math.exp(-(double) (nowNs - cell.tailSeenNs) / TAIL_LASTS_NS);
      double weight = faster ? DOWN : Math.max(TAIL, unseen);
      cell.tailNs = Math.max(cell.ns, cell.tailNs + weight * (ns - cell.tailNs));
      cell.tailSeenNs = nowNs;
    }
  }

  private boolean fasterCopy(Cell cell, double items, double ns) {
    double least = cell.leastCopyNs * along(cell.leastCopyItems, items);
    if (ns < least) {
      cell.leastCopyNs = ns;
      cell.leastCopyItems = items;
    }
    return ns < (1 - FALLS) * least;
  }

  private void learn(Cell cell, double items, double ns, long nowNs) {
    if (cell.samples++ == 0) {
      cell.items = items;
      cell.ns = ns;
      cell.tailNs = ns;
      return;
    }
    double expected = scaled(cell, items);
    double here = ns * cell.ns / expected;
    cell.tailNs = here > cell.tailNs ? here : cell.tailNs + TAIL * (here - cell.tailNs);
    if (here > OUTLIER * cell.ns && !convinced(cell, here, nowNs)) {
      return;
    }
    cell.outliers = 0;
    double weight = here >= cell.ns ? UP : cell.samples <= CONVINCED ? 1 : DOWN;
    cell.ns += weight * (here - cell.ns);
    cell.items += UP * (items - cell.items);
  }

  /**
   * Takes note of an observation far above a cell. A worker whose code is compiled anew is ten
   * times as slow for some milliseconds, which are three short tasks or more.
   */
  private static boolean convinced(Cell cell, double ns, long nowNs) {
    if (cell.outliers++ == 0) {
      cell.outliersSinceNs = nowNs;
      cell.leastOutlierNs = ns;
    }
    cell.leastOutlierNs = Math.min(cell.leastOutlierNs, ns);
    if (cell.outliers < CONVINCED || nowNs - cell.outliersSinceNs < CONVINCED_NS) {
      return false;
    }
    cell.ns = cell.leastOutlierNs;
    return true;
  }

  /** The expected cost of this number of items. */
  public synchronized Estimate estimate(long items, long nowNs) {
    int index = Math.min(CLASSES - 1, sizeClass(items));
    Cell cell = cells[index];
    if (cell != null) {
      double factor = scaled(cell, (double) items) / cell.ns;
      return new Estimate(
          cell.ns * factor,
          cell.tailNs * factor,
          cell.samples,
          cell.copies,
          cell.doubtful() ? Long.MAX_VALUE : Math.max(0, nowNs - cell.lastNs));
    }
    Cell below = nearest(index, -1);
    Cell above = nearest(index, 1);
    if (below == null && above == null) {
      return Estimate.UNKNOWN;
    }
    Cell near = below == null ? above : below;
    Cell other = above == null ? near : above;
    if (near == null || other == null) {
      return Estimate.UNKNOWN;
    }
    double ns = Math.sqrt(scaled(near, (double) items) * scaled(other, (double) items));
    double spread = Math.max(near.tailNs / near.ns, other.tailNs / other.ns);
    return new Estimate(ns, ns * spread, 0, 0, Long.MAX_VALUE);
  }

  /** The fixed cost in nanoseconds. */
  public synchronized double fixedNs() {
    return fixedNs;
  }

  /** The cost of each further item in nanoseconds. */
  public synchronized double perItemNs() {
    return perItemNs;
  }

  /**
   * Nanoseconds for each item, over the last observations of every size.
   *
   * @param quantile 0 to 1
   * @return infinity if there are no observations
   */
  public synchronized double perItemNs(double quantile) {
    int count = Math.min(seen, RECENT);
    if (count == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double[] sorted = Arrays.copyOf(recent, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(count - 1L, (long) (quantile * count))];
  }

  /** The size classes to keep between runs. */
  public synchronized java.util.List<Kept> kept() {
    java.util.List<Kept> kept = new java.util.ArrayList<>();
    for (int i = 0; i < CLASSES; i++) {
      Cell cell = cells[i];
      if (cell != null && cell.seen() > 0) {
        kept.add(new Kept(i, cell.items, cell.ns, cell.tailNs, cell.seen()));
      }
    }
    return kept;
  }

  /**
   * Takes a size class from an earlier run. It counts as carried over until the class is seen
   * again.
   */
  public synchronized void recall(Kept kept) {
    if (kept.sizeClass() < 0
        || kept.sizeClass() >= CLASSES
        || !(kept.ns() > 0)
        || !(kept.items() >= 1)
        || kept.samples() < 1
        || cells[kept.sizeClass()] != null) {
      return;
    }
    Cell cell = new Cell();
    cell.items = kept.items();
    cell.ns = kept.ns();
    cell.tailNs = Math.max(kept.ns(), kept.tailNs());
    cell.earlier = kept.samples();
    cell.lastNs = Long.MIN_VALUE / 2;
    cells[kept.sizeClass()] = cell;
    fit();
  }

  /**
   * Call this when the place has started again and its code is cold. Each size is then measured as
   * if for the first time. Until then its old cost is used.
   */
  public synchronized void started() {
    for (Cell cell : cells) {
      if (cell != null) {
        cell.earlier = cell.seen();
        cell.samples = 0;
        cell.copies = 0;
        cell.leastCopyNs = Double.POSITIVE_INFINITY;
        cell.outliers = 0;
      }
    }
  }

  private @org.jspecify.annotations.Nullable Cell nearest(int index, int step) {
    for (int i = index + step; i >= 0 && i < CLASSES; i += step) {
      if (cells[i] != null) {
        return cells[i];
      }
    }
    return null;
  }

  /** A cell's cost, carried along the line to another size. */
  private double scaled(Cell cell, double items) {
    return cell.ns * along(cell.items, items);
  }

  /** How many times the cost of one size another's is, by the line. */
  private double along(double from, double to) {
    double line = fixedNs + perItemNs * from;
    return line > 0 ? (fixedNs + perItemNs * to) / line : 1;
  }

  /** Least squares of relative errors: neither line nor intercept below zero. */
  private void fit() {
    double s11 = 0;
    double s12 = 0;
    double s22 = 0;
    double b1 = 0;
    double b2 = 0;
    int count = 0;
    Cell only = null;
    for (Cell cell : cells) {
      if (cell != null) {
        double w = 1 / cell.ns;
        s11 += w * w;
        s12 += w * w * cell.items;
        s22 += w * w * cell.items * cell.items;
        b1 += w;
        b2 += w * cell.items;
        count++;
        only = cell;
      }
    }
    if (only == null) {
      return;
    }
    double det = s11 * s22 - s12 * s12;
    if (count == 1 || det <= 1e-12 * s11 * s22) {
      fixedNs = assumedFixedShare * only.ns;
      perItemNs = (1 - assumedFixedShare) * only.ns / only.items;
      return;
    }
    double fixed = (b1 * s22 - b2 * s12) / det;
    double slope = (s11 * b2 - s12 * b1) / det;
    if (slope <= 0) {
      fixedNs = b1 / s11;
      perItemNs = 0;
    } else if (fixed <= 0) {
      fixedNs = 0;
      perItemNs = b2 / s22;
    } else {
      fixedNs = fixed;
      perItemNs = slope;
    }
  }
}
