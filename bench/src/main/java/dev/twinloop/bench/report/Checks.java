package dev.twinloop.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the answers of a row were checked.
 *
 * @param receipts whether the kernels' receipts of every item were read within the time measured
 * @param recomputed the share of items that the cross-check computed again within the time
 *     measured, 0 to 1
 * @param by what else was checked; empty if nothing
 */
public record Checks(boolean receipts, double recomputed, String by) {
  public Checks {
    if (!(recomputed >= 0 && recomputed <= 1)) {
      throw new IllegalArgumentException("checks: recomputed=" + recomputed + ", accepted: 0 to 1");
    }
  }

  /** Nothing was checked within the time measured. */
  public static Checks none() {
    return new Checks(false, 0, "");
  }

  /** Receipts, and a share of the items computed again. */
  public static Checks again(double share) {
    return new Checks(true, share, "");
  }

  /** Receipts, and something else. */
  public static Checks receiptsAnd(String by) {
    return new Checks(true, 0, by);
  }

  /** By other means. */
  public static Checks by(String means) {
    return new Checks(false, 0, means);
  }

  /** Whether anything was checked. */
  public boolean on() {
    return receipts || recomputed > 0 || !by.isEmpty();
  }

  /** For people. */
  public String text() {
    List<String> all = new ArrayList<>();
    if (receipts) {
      all.add("receipts");
    }
    if (recomputed > 0) {
      all.add(String.format(Locale.ROOT, "%.2f %% again", 100 * recomputed));
    }
    if (!by.isEmpty()) {
      all.add(by);
    }
    return all.isEmpty() ? "-" : String.join(", ", all);
  }
}
