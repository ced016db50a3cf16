package dev.twinloop.run;

/**
 * How much of each accelerator slice the cross-check recomputes. If the rate is exact, it also
 * holds for each slice that the loop computes on the CPU.
 *
 * @param rate share of the items; default 0.02. If not exact, an upper bound, 0.01 to 0.05
 * @param exact whether the rate (then 0 to 1) is kept, whatever the cost
 * @param budgetShare if not exact: the share of a slice's time that its check may add; default 0.05
 */
public record Sampling(double rate, boolean exact, double budgetShare) {
  private static final double LEAST = 0.01;
  private static final double MOST = 0.05;

  public Sampling {
    double least = exact ? 0 : LEAST;
    double most = exact ? 1 : MOST;
    if (!(rate >= least && rate <= most) || !(budgetShare > 0 && budgetShare <= 1)) {
      throw new IllegalArgumentException(
          "sampling: rate="
              + rate
              + ", exact="
              + exact
              + ", budgetShare="
              + budgetShare
              + ", accepted: rate "
              + least
              + " to "
              + most
              + ", budgetShare above 0 to 1");
    }
  }
}
