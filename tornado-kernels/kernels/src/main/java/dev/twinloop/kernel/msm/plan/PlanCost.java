package dev.twinloop.kernel.msm.plan;

/**
 * What a sum of uniform scalars costs by a plan, in multiplications, so that the cheapest is
 * chosen. A large device does some 42 of them in a nanosecond.
 */
final class PlanCost {
  private static final double ADD = 12;
  private static final double PASS = 1.2;
  private static final double BUCKET = 80;

  /** What a pass of the sort takes however few points there are. */
  private static final double PASS_LAUNCHES = 2e6;

  /** The same, where rounds are counted too. */
  private static final double PASS_OF_MANY = 5e6;

  /** A round of merging that has work, or of sums: a chain of few additions. */
  private static final double ROUND = 2.2e6;

  /**
   * From this number of points with multiples on, which only devices keep, rounds are counted. A
   * CPU, which shares the plan of smaller sums, waits for no chain.
   */
  private static final int LEAST_LOG = 16;

  private PlanCost() {}

  static double of(MsmPlan plan) {
    int passes = plan.passes().size();
    double work =
        (double) plan.places() * (ADD + passes * PASS)
            + (double) plan.windows() * plan.buckets() * BUCKET;
    if (!plan.multiples() || plan.log() < LEAST_LOG) {
      return work + passes * PASS_LAUNCHES;
    }
    int rounds = mergeRounds(plan) + plan.tree().fans().size();
    return work + passes * PASS_OF_MANY + rounds * ROUND;
  }

  /**
   * Rounds until the longest run is merged. The top digit has the bits that are left, so that with
   * few of them its points lie in few buckets: of 2^16 scalars of 254 bits in digits of 14 bits,
   * some 20,000 have the same top digit, and in digits of 13 bits some 500.
   */
  private static int mergeRounds(MsmPlan plan) {
    int topBits = plan.group().order().bitLength() + 1 - (plan.digits() - 1) * plan.window();
    int topRun = plan.points() >> (topBits - 1);
    int run = Math.max(topRun, plan.length() / plan.buckets());
    int rounds = 0;
    for (int shares = run >> (plan.groupPointsLog() + plan.shareLog()); shares > 1; shares >>= 2) {
      rounds++;
    }
    return rounds;
  }
}
