package dev.twinloop.task;

import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Chooses the items of a slice that are recomputed. The choice is random and never derived from the
 * data. Each item is chosen at most once. The slice is divided into {@code count} equal strata, and
 * one item is drawn from each. The strata are visited in a random order, so that an early stop
 * (when the budget is spent) favours no part of the slice.
 *
 * <p>Not thread-safe: one sampler serves one check.
 */
public final class Sampler {
  private final RandomGenerator random;
  private final int items;
  private final int count;
  private final LongSupplier clock;
  private final int step;
  private int stratum;
  private int taken;
  private long deadlineNs;

  private Sampler(RandomGenerator random, int items, int count, long budgetNs, LongSupplier clock) {
    this.random = random;
    this.items = items;
    this.count = count;
    this.clock = clock;
    this.deadlineNs = budgetNs == Long.MAX_VALUE ? Long.MAX_VALUE : clock.getAsLong() + budgetNs;
    this.step = count == 0 ? 0 : coprimeStep(random, count);
    this.stratum = count == 0 ? 0 : random.nextInt(count);
  }

  /** Exactly {@code rate} of the items, rounded up; 0 takes none, 1 takes all. */
  public static Sampler exact(RandomGenerator random, int items, double rate) {
    return new Sampler(random, items, count(items, rate), Long.MAX_VALUE, () -> 0);
  }

  /** At most {@code rate} of the items, at least one, stopping once {@code budgetNs} is spent. */
  public static Sampler budgeted(
      RandomGenerator random, int items, double rate, long budgetNs, LongSupplier nanoClock) {
    return new Sampler(random, items, count(items, rate), budgetNs, nanoClock);
  }

  /**
   * Sets a new budget, from now on. This is for a check whose first item was recomputed before the
   * allowed cost of the slice was known. It has no effect if the rate is exact.
   *
   * @param budgetNs 0 or less: no further item
   */
  public void grant(long budgetNs) {
    deadlineNs = deadlineNs == Long.MAX_VALUE ? deadlineNs : clock.getAsLong() + budgetNs;
  }

  /** Whether another item should be recomputed. */
  public boolean hasNext() {
    return taken < count
        && (taken == 0 || deadlineNs == Long.MAX_VALUE || clock.getAsLong() < deadlineNs);
  }

  /** The next item, counted from the start of the slice. */
  public int next() {
    long low = (long) stratum * items / count;
    long high = (long) (stratum + 1) * items / count;
    stratum = (int) (((long) stratum + step) % count);
    taken++;
    return (int) low + random.nextInt((int) (high - low));
  }

  /**
   * Whether a check that cannot be cut short may be made. The answer is yes if the rate is exact,
   * or if the budget suffices. Otherwise it is decided by chance, so that over many slices the
   * checks take the budget.
   *
   * @param costNs about how long it takes
   */
  public boolean affords(long costNs) {
    if (deadlineNs == Long.MAX_VALUE) {
      return true;
    }
    long left = deadlineNs - clock.getAsLong();
    return left >= costNs || random.nextDouble() * costNs < left;
  }

  /** The source of random points. */
  public RandomGenerator random() {
    return random;
  }

  /** Whether every item will be chosen, whatever the cost. */
  public boolean all() {
    return count == items && deadlineNs == Long.MAX_VALUE;
  }

  /** How many items were chosen. */
  public int taken() {
    return taken;
  }

  private static int count(int items, double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new IllegalArgumentException("sample rate: rate=" + rate + ", accepted: 0 to 1");
    }
    return (int) Math.min(items, (long) Math.ceil(rate * items));
  }

  private static int coprimeStep(RandomGenerator random, int count) {
    int step = 1 + random.nextInt(count);
    while (gcd(step, count) != 1) {
      step = step % count + 1;
    }
    return step;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
