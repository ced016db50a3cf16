package dev.twinloop.kernel.msm.host;

/**
 * How a sum is cut.
 *
 * @param bits of a digit
 * @param windows digits of a scalar
 * @param ranges ranges of points of each window
 */
record HostCut(int bits, int windows, int ranges) {
  private static final int MOST_BITS = 16;
  private static final int MOST_RANGES = 64;
  private static final int LEAST_RANGE = 1 << 10;

  /** Points of a range at most, as far as ranges suffice: a part takes 8 bytes of heap for each. */
  private static final int MOST_RANGE = 1 << 20;

  /** Multiplications of an affine addition, with its share of an inversion. */
  private static final long ADDITION = 7;

  /** Multiplications that a bucket takes of the running sums: a mixed and a full addition. */
  private static final long BUCKET = 24;

  /**
   * The cut that takes the least time; of those that take as long, the one with the least work.
   *
   * @param scalarBits of a scalar at most
   * @param count points
   * @param threads that run parts side by side
   */
  static HostCut cheapest(int scalarBits, int count, int threads) {
    HostCut best = new HostCut(1, scalarBits + 1, 1);
    long least = Long.MAX_VALUE;
    for (int bits = 2; bits <= MOST_BITS; bits++) {
      int windows = (scalarBits + 1 + bits - 1) / bits;
      for (int ranges = 1; ranges <= MOST_RANGES; ranges *= 2) {
        if (ranges > 1 && count / ranges < LEAST_RANGE) {
          break;
        }
        if (count / ranges > MOST_RANGE && ranges < MOST_RANGES) {
          continue;
        }
        long part = ADDITION * (count / ranges + 1) + (BUCKET << (bits - 1));
        long parts = (long) windows * ranges;
        long turns = (parts + threads - 1) / threads;
        long cost = 8 * turns * part + parts * part / threads;
        if (cost < least) {
          least = cost;
          best = new HostCut(bits, windows, ranges);
        }
      }
    }
    return best;
  }
}
