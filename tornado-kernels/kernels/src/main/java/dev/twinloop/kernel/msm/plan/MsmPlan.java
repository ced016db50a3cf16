package dev.twinloop.kernel.msm.plan;

import dev.twinloop.kernel.field.Montgomery28;
import dev.twinloop.kernel.field.MontgomeryForm;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.kernels.SortKernels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * All sizes of one MSM of 2^{@code log} points, after N. Pippenger (1976) with signed digits: a
 * scalar is cut into windows of {@code window} bits; the points of a window are sorted by digit and
 * added up digit by digit into buckets; bucket b counts b times.
 *
 * <pre>
 *   scalars ─▶ digits ─▶ order (a counting sort in some passes) ─▶ runs of equal digits, cut into
 *   shares of equal length ─▶ buckets ─▶ segments ─▶ one point a strand of each window
 * </pre>
 *
 * <p>With <em>multiples</em>, the device has a row of points for each digit, row j those times
 * 2^{@code (window * j)}: then all digits fill one window of buckets. Immutable; {@link #of} makes
 * each once, because every call of an MSM asks it many times.
 */
public final class MsmPlan {
  /** The least and the most points of a capacity class. */
  public static final int LEAST_LOG = 10;

  public static final int MOST_LOG = 24;

  private static final int LEAST_WINDOW = 6;
  private static final int MOST_WINDOW = 18;
  private static final int MOST_WINDOW_OF_MULTIPLES = 22;
  private static final int MERGE = 8;
  private static final int LEAST_FOLDED_SHORT = 24;
  private static final int LEAST_FOLDED_LONG = 21;

  /** Threads that fold on one multiprocessor: four blocks of 128, of a long field three. */
  private static final int FOLDING_SHORT = 4 * 128;

  private static final int FOLDING_LONG = 3 * 128;

  /** Multiprocessors of a device that is not known: more than any has. */
  private static final int LARGE_DEVICE = 256;

  private static final int LEAST_GROUP_LOG = 6;
  private static final int MOST_GROUP_POINTS_LOG = 15;
  private static final int LEAST_TOTALS = 1 << 18;
  private static final int SCANNERS = 1 << 11;
  private static final int LARGE_BUCKET = 128;

  private static final Map<Shape, MsmPlan> MADE = new ConcurrentHashMap<>();

  private final Group group;
  private final int limbs;
  private final int log;
  private final int window;
  private final boolean multiples;
  private final List<Integer> passes;
  private final int groupLog;
  private final List<Merge> merges;
  private final BucketTree tree;
  private final int units;
  private final boolean anyDevice;
  private final int vectors;

  /**
   * What a plan is made for.
   *
   * @param log of the points, 10 to 24
   * @param window bits of a digit, 6 to 18, with multiples to 22; 0 for the plan whose cost, in
   *     multiplications, is least
   * @param multiples whether points have a row for each digit
   * @param units multiprocessors of the device; 0: not known
   * @param vectors how many sums, of {@code points} points each, are computed side by side, each
   *     with windows of its own
   */
  public record Shape(Group group, int log, int window, boolean multiples, int units, int vectors) {
    /** Of one sum. */
    public Shape(Group group, int log, int window, boolean multiples, int units) {
      this(group, log, window, multiples, units, 1);
    }

    private Shape with(int bits) {
      return new Shape(group, log, bits, multiples, units, vectors);
    }

    private long places() {
      return ((long) vectors * ((group.order().bitLength() + window) / window)) << log;
    }
  }

  private MsmPlan(Shape shape) {
    this.group = shape.group;
    this.limbs = MontgomeryForm.of(group.field()).limbs() * group.base().degree();
    this.log = shape.log;
    this.window = shape.window;
    this.multiples = shape.multiples;
    this.anyDevice = shape.units == 0;
    this.units = anyDevice ? LARGE_DEVICE : shape.units;
    this.vectors = shape.vectors;
    this.passes = cutIntoPasses();
    this.groupLog = fewTotals();
    this.merges = cutIntoRounds();
    this.tree = BucketTree.of(window - 1, windows());
  }

  /** A plan, made once. */
  public static MsmPlan of(Shape shape) {
    return MADE.computeIfAbsent(
        shape, made -> made.window == 0 ? cheapest(made) : new MsmPlan(made));
  }

  private static MsmPlan cheapest(Shape shape) {
    return IntStream.rangeClosed(LEAST_WINDOW, mostWindow(shape.multiples))
        .filter(window -> shape.with(window).places() < 1L << 31) // they are counted by ints
        .mapToObj(window -> new MsmPlan(shape.with(window)))
        .min(Comparator.comparingDouble(PlanCost::of))
        .orElseThrow();
  }

  /** The most bits of a digit. */
  public static int mostWindow(boolean multiples) {
    return multiples ? MOST_WINDOW_OF_MULTIPLES : MOST_WINDOW;
  }

  public Group group() {
    return group;
  }

  /** Bits of a digit. */
  public int window() {
    return window;
  }

  /** How many sums are computed side by side. */
  int vectors() {
    return vectors;
  }

  /** Whether points have a row for each digit. */
  public boolean multiples() {
    return multiples;
  }

  /** Log of the points. */
  public int log() {
    return log;
  }

  /** Whether coordinates are of an extension. */
  boolean extension() {
    return group.base().degree() > 1;
  }

  /** Limbs of a coordinate; of an extension, those of both coefficients. */
  public int limbs() {
    return limbs;
  }

  /**
   * Whether a product takes less than half of what one of a long field takes: so little that
   * folding and the number of threads that pay were measured for both.
   */
  private boolean shorter() {
    return limbs < Montgomery28.LIMBS;
  }

  /** Words of a packed coordinate. */
  public int words() {
    return group.coordinateBytes() / 4;
  }

  /** Longs of all points and their multiples. */
  public long baseLongs() {
    return ((long) words() * rows()) << log;
  }

  /** Ints of a point in machine form. */
  public int pointInts() {
    return 4 * limbs();
  }

  public int points() {
    return 1 << log;
  }

  /** Of a scalar, for one bit more than the order has: the carry must end in the last of them. */
  public int digits() {
    return (group.order().bitLength() + window) / window;
  }

  /** Whose buckets are added up apart from others'. */
  public int windows() {
    return vectors * (multiples ? 1 : digits());
  }

  /** Rows of points that the device has. */
  public int rows() {
    return multiples ? digits() : 1;
  }

  /** Places of a window. */
  public int length() {
    return places() / windows();
  }

  /** Buckets of a window: digits of magnitude 1 to this. */
  public int buckets() {
    return 1 << (window - 1);
  }

  /** How the buckets of each window are added up. */
  public BucketTree tree() {
    return tree;
  }

  /** Points of all windows. */
  public int places() {
    return Math.toIntExact(((long) vectors * digits()) << log);
  }

  /** Bits by which each pass sorts, the lowest first: at most six, with multiples seven. */
  public List<Integer> passes() {
    return passes;
  }

  private List<Integer> cutIntoPasses() {
    int most = multiples ? SortKernels.BITS_MOST + 1 : SortKernels.BITS_MOST;
    int count = (window + most - 1) / most;
    List<Integer> passes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      passes.add((window + count - 1 - i) / count);
    }
    return passes;
  }

  /** Shares of all windows, of {@link SortKernels#SHARE_LOG} points each. */
  public int shares() {
    return places() >> SortKernels.SHARE_LOG;
  }

  /**
   * Log of the shares of a group: a number for which totals are few, and threads still many; a
   * group's points are counted in sixteen bits.
   */
  public int groupLog() {
    return groupLog;
  }

  private int fewTotals() {
    int most = Math.min(log, MOST_GROUP_POINTS_LOG) - SortKernels.SHARE_LOG;
    int group = Math.min(LEAST_GROUP_LOG, most);
    while (group < most && shares() >> (group + 1) << passes().getFirst() >= LEAST_TOTALS) {
      group++;
    }
    return group;
  }

  /** Groups of shares of a window. */
  public int shareGroups() {
    return length() >> SortKernels.SHARE_LOG >> groupLog();
  }

  /** Groups of shares and digits of a pass. */
  public int totals(int bits) {
    return (shares() >> groupLog()) << bits;
  }

  /** Log of {@link #shareGroups}; of the least power of two that is not less. */
  public int shareGroupsLog() {
    return 32 - Integer.numberOfLeadingZeros(shareGroups() - 1);
  }

  /** Totals that one thread adds up. */
  public int scan(int bits) {
    return scanOf(totals(bits));
  }

  /** Places of the sorted order that one thread adds up. */
  public int runLog() {
    return Math.max(3, (log + 1) / 2 - 4);
  }

  /**
   * Log of the most points of a group that is folded into one before runs are added up, or 0 where
   * that was measured to save nothing: a shorter field's additions cost little beside the memory
   * that folding takes. The least class folds too, so that known answers and tests of few points
   * see all kernels.
   */
  public int groupPointsLog() {
    if (extension() || vectors > 1) {
      return 0; // there is no folding yet
    }
    if (log >= (shorter() ? LEAST_FOLDED_SHORT : LEAST_FOLDED_LONG)) {
      return length() / buckets() >= LARGE_BUCKET ? 4 : 3;
    }
    return log == LEAST_LOG ? 2 : 0;
  }

  public boolean folds() {
    return groupPointsLog() > 0;
  }

  /**
   * Threads that fold, each a batch of groups: as many as the device's multiprocessors hold at a
   * time.
   */
  public int folders() {
    if (log == LEAST_LOG) {
      return 1 << (log - 1);
    }
    return units * (shorter() ? FOLDING_SHORT : FOLDING_LONG);
  }

  /**
   * Groups of a thread that folds: each bucket may leave one that is not full; none is empty. One
   * more for a device that is not known, so that none of fewer threads needs more scratch.
   */
  public int batch() {
    int most = (places() >> groupPointsLog()) + windows() * buckets();
    int groups = Math.min(most, places());
    int batch = (groups + folders() - 1) / folders();
    return anyDevice && log > LEAST_LOG ? batch + 1 : batch;
  }

  /** Groups of all threads. */
  public int groups() {
    return batch() * folders();
  }

  /** Buckets that one thread adds up, to number groups. */
  public int bucketScan() {
    return scanOf(windows() * buckets());
  }

  private static int scanOf(int totals) {
    int size = 8;
    while (totals / size > SCANNERS && totals % (2 * size) == 0) {
      size *= 2;
    }
    return size;
  }

  /** Entries that {@code accumulate} adds up: of the sorted order, or groups. */
  public int added() {
    return folds() ? groups() : places();
  }

  /** Log of the entries that one thread of {@code accumulate} adds up. */
  public int shareLog() {
    return folds() ? Math.max(3, runLog() - 2) : runLog();
  }

  /** Threads that add up entries: places of the sorted order, or groups. */
  public int adders() {
    return added() >> shareLog();
  }

  /**
   * A round of merging: runs that cross from one thread's share to the next.
   *
   * @param entries that it reads: two a thread of the round before
   * @param share entries that one thread joins; shares begin one entry early
   */
  public record Merge(int entries, int share) {
    int threads() {
      return entries / share + 1;
    }
  }

  /**
   * The rounds; the last has one thread. Of that number of entries half are a run's second: the
   * shorter the chains of additions, the more rounds there are to launch, and with eight both take
   * least.
   */
  public List<Merge> merges() {
    return merges;
  }

  private List<Merge> cutIntoRounds() {
    List<Merge> rounds = new ArrayList<>();
    for (int threads = adders(); threads > 1; threads = rounds.getLast().threads()) {
      rounds.add(new Merge(2 * threads, MERGE));
    }
    return rounds;
  }
}
