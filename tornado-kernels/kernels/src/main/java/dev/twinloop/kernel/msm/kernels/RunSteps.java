package dev.twinloop.kernel.msm.kernels;

import dev.twinloop.kernel.machine.xyzz.XyzzMachine;
import dev.twinloop.kernel.machine.xyzz.XyzzNumbers;
import dev.twinloop.task.Control;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.arrays.LongArray;

/**
 * Adds up runs of points with equal keys. Kernel code.
 *
 * <p>The sorted order is cut into shares of equal length, whatever the lengths of the runs, so that
 * one digit in half of all scalars keeps no thread waiting. A run that lies within one share goes
 * to its bucket. Of a run that crosses into the next share, or came from the one before, the share
 * leaves an <em>entry</em>, key and sum: at most two, {@code 2 k} and {@code 2 k + 1} for share k;
 * key 0 is none. A share in the midst of a run leaves its sum and, with the same key, infinity: so
 * entries of one run are neighbours. A round of {@code merge} does the same with entries instead of
 * points, until one thread has all.
 *
 * <p>The key of a bucket is its number plus one.
 */
public final class RunSteps {
  /** Control parameter: log of a window's points. */
  public static final int LOG = Control.FIRST_PARAMETER;

  /** Value of {@link #LOG} for entries of one window, or whose keys count over all windows. */
  public static final int ONE_ROW = 30;

  /** Control parameter of {@code accumulate}: how many entries there are. */
  public static final int END = Control.FIRST_PARAMETER + 1;

  /** Control parameter of {@code accumulate}: log of a share. */
  public static final int RUN_LOG = Control.FIRST_PARAMETER + 2;

  /** Control parameter: log of a window's buckets. */
  public static final int BUCKETS_LOG = Control.FIRST_PARAMETER + 3;

  /** Control parameter: 2, which compilers must not know. */
  public static final int TWO = Control.FIRST_PARAMETER + 4;

  /** Control parameter of {@code merge}: how many entries there are. */
  public static final int ENTRIES = Control.FIRST_PARAMETER;

  /** Control parameter of {@code merge}: entries of a share. */
  public static final int MERGED = Control.FIRST_PARAMETER + 1;

  /** Control parameter of sets: shares of one set. */
  public static final int SET_SHARES = Control.FIRST_PARAMETER + 5;

  /** Control parameter of sets: the first set whose scalars are the second vector. */
  public static final int SECOND = Control.FIRST_PARAMETER + 6;

  /** Control parameter of sets: log of the points of a set. */
  public static final int SET_LOG = Control.FIRST_PARAMETER + 7;

  /** The most sets. */
  public static final int MOST_SETS = 4;

  /** Low word of an entry that adds nothing. */
  public static final int NONE = -1;

  /** Register of the sum: a group of four. */
  private static final int SUM = 0;

  /** Register of what is added. */
  private static final int ADDED = 4;

  private RunSteps() {}

  /**
   * Adds up one share of points.
   *
   * <p>Sets lie one after the other in {@code bases} and in {@code buckets}, and each goes through
   * the order of its vector of scalars anew. Points at infinity are left out here, since the order
   * knows none of the sets.
   *
   * @param f file of {@link AffineAdd}, or of {@link ExtensionAdd}
   * @param g file of {@link XyzzMachine}, for equal and opposite points; over an extension any
   * @param k of {@link dev.twinloop.kernel.field.MontgomeryForm#multiples}
   * @param sets whether there are sets: 1, else 0
   */
  public static void accumulate(
      int[] f,
      int[] g,
      int[] n,
      int[] k,
      int item,
      IntArray control,
      LongArray code,
      LongArray order,
      LongArray bases,
      IntArray buckets,
      IntArray keys,
      IntArray parts,
      int sets,
      int limbs) {
    int log = control.get(LOG);
    int share = 1 << control.get(RUN_LOG);
    int two = control.get(TWO);
    int window = (item * share) >> log;
    int from = item * share;
    int firstBase = 0;
    if (sets != 0) {
      int shares = control.get(SET_SHARES);
      int set = set(item, shares);
      from = (item - set * shares + (set < control.get(SECOND) ? 0 : shares)) * share;
      firstBase = set << control.get(SET_LOG);
    }
    int row = (from >> log) << log;
    int bucketsLog = control.get(BUCKETS_LOG);
    int before = 0;
    if (from > row) {
      before = (int) (order.get(from - 1) >> 32);
    }
    int after = 0;
    if (from + share < Math.min(row + (1 << log), control.get(END))) {
      after = (int) (order.get(from + share) >> 32);
    }
    keys.set(2 * item, 0);
    keys.set(2 * item + 1, 0);
    int run = 0;
    int first = 1;
    int live = 0;
    for (int s = 0; s <= share; s++) {
      int low = 0;
      int key = -1;
      if (s < share) {
        long entry = order.get(from + s);
        low = (int) entry;
        key = (int) (entry >> 32);
      }
      if (key != run) {
        if (run != 0) {
          int came = crosses(first, before, run);
          int goes = crosses(s == share ? 1 : 0, after, run);
          leave(f, n, (window << bucketsLog) + run, came, goes, item, buckets, keys, parts, limbs);
          first = 0;
        }
        if (s > 0) {
          first = 0;
        }
        run = key;
        live = 0;
        for (int i = 0; i < limbs; i++) {
          f[2 * limbs + i] = 0;
        }
      }
      if ((low == NONE ? 0 : key) > 0) {
        int at = ((low & DigitKernels.POINT) + firstBase) * PointSteps.words(limbs);
        PointSteps.load(f, ADDED * limbs, bases, at, limbs);
        at = at + (PointSteps.words(limbs) >> 1);
        PointSteps.load(f, (ADDED + 1) * limbs, bases, at, limbs);
        int infinity = 0;
        if (sets != 0) {
          infinity = XyzzNumbers.zero(f, ADDED * limbs, 2 * limbs);
        }
        if (infinity == 0) {
          if (limbs > XyzzNumbers.half(limbs)) {
            if (low < 0) {
              ExtensionAdd.negate(f, limbs);
            }
            if (live == 0) {
              ExtensionAdd.lift(f, k, limbs);
              live = 1;
            } else {
              live = ExtensionAdd.add(f, n, two, 1, limbs);
            }
          } else {
            if (low < 0) {
              AffineAdd.negate(f, k, limbs);
            }
            if (live == 0) {
              AffineAdd.lift(f, k, limbs);
              live = 1;
            } else {
              if (AffineAdd.begin(f, n, k, two, limbs) == 0) {
                AffineAdd.finish(f, n, k, 2 * two, limbs);
              } else {
                live = machineAdd(f, g, n, k, code, limbs);
              }
            }
          }
        }
      }
    }
  }

  /** The set of a share. */
  private static int set(int item, int shares) {
    int set = 0;
    for (int i = 1; i < MOST_SETS; i++) {
      set = set + (((i * shares - 1 - item) >> 31) & 1);
    }
    return set;
  }

  /**
   * The same addition by the machine, for points that are equal or opposite: whether one is left.
   */
  private static int machineAdd(int[] f, int[] g, int[] n, int[] k, LongArray code, int limbs) {
    for (int i = 0; i < 4 * limbs; i++) {
      g[i] = f[i];
    }
    for (int i = 0; i < 3 * limbs; i++) {
      g[XyzzNumbers.TWO_P * limbs + i] = k[i];
    }
    for (int i = 0; i < limbs; i++) {
      g[ADDED * limbs + i] = f[AffineAdd.POINT * limbs + i];
      g[(ADDED + 1) * limbs + i] = f[(AffineAdd.POINT + 1) * limbs + i];
      g[(ADDED + 2) * limbs + i] = k[AffineAdd.ONE * limbs + i];
      g[(ADDED + 3) * limbs + i] = k[AffineAdd.ONE * limbs + i];
    }
    XyzzMachine.run(g, n, code, 1, (int) code.get(0), limbs);
    for (int i = 0; i < 4 * limbs; i++) {
      f[i] = g[i];
    }
    return XyzzNumbers.zero(g, 2 * limbs, limbs) ^ 1;
  }

  /** Joins one share of entries. Shares begin one entry early, where two of a run mostly meet. */
  public static void merge(
      int[] f,
      int[] g,
      int[] n,
      int[] k,
      int item,
      IntArray control,
      LongArray code,
      IntArray keys,
      IntArray parts,
      IntArray buckets,
      IntArray nextKeys,
      IntArray nextParts,
      int limbs) {
    int entries = control.get(ENTRIES);
    int share = control.get(MERGED);
    int two = control.get(TWO);
    int from = Math.max(0, item * share - 1);
    int to = Math.min(entries, (item + 1) * share - 1);
    int before = 0;
    if (from > 0) {
      before = keys.get(from - 1);
    }
    int after = 0;
    if (to < entries) {
      after = keys.get(to);
    }
    nextKeys.set(2 * item, 0);
    nextKeys.set(2 * item + 1, 0);
    int run = 0;
    int first = 1;
    int live = 0;
    for (int s = from; s <= to; s++) {
      int key = -1;
      if (s < to) {
        key = keys.get(s);
      }
      if (key != run) {
        if (run != 0) {
          int came = crosses(first, before, run);
          int goes = crosses(s == to ? 1 : 0, after, run);
          leave(f, n, run, came, goes, item, buckets, nextKeys, nextParts, limbs);
          first = 0;
        }
        if (s > from) {
          first = 0;
        }
        run = key;
        live = 0;
      }
      if (key > 0) {
        if (live == 0) { // a run's first entry is its sum so far
          XyzzNumbers.load(f, SUM * limbs, parts, s * (4 * limbs), 4 * limbs);
        } else {
          XyzzNumbers.load(f, ADDED * limbs, parts, s * (4 * limbs), 4 * limbs);
          SumSteps.plus(f, g, n, k, two, code, limbs);
        }
        live = 1;
      }
    }
  }

  /** 1 if a run at the edge of a share goes on beyond it, else 0. */
  private static int crosses(int edge, int neighbour, int run) {
    int crosses = 0;
    if (neighbour == run) {
      crosses = edge;
    }
    return crosses;
  }

  /** Ends a run: its sum goes to its bucket, or becomes an entry. */
  private static void leave(
      int[] f,
      int[] n,
      int key,
      int came,
      int goes,
      int item,
      IntArray buckets,
      IntArray keys,
      IntArray parts,
      int limbs) {
    int ints = 4 * limbs;
    int entry = 2 * item + 1 - came;
    if (limbs > XyzzNumbers.half(limbs)) {
      ExtensionAdd.settle(f, SUM, n, limbs);
    }
    if (came + goes == 0) {
      XyzzNumbers.store(f, SUM, buckets, (key - 1) * ints, ints);
    }
    if (came + goes > 0) {
      keys.set(entry, key);
      XyzzNumbers.store(f, SUM, parts, entry * ints, ints);
      if (came + goes == 2) {
        keys.set(2 * item + 1, key);
        for (int i = 0; i < limbs; i++) {
          parts.set((2 * item + 1) * ints + 2 * limbs + i, 0);
        }
      }
    }
  }
}
