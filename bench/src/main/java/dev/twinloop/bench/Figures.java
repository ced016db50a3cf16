package dev.twinloop.bench;

import dev.twinloop.bench.report.Table;
import java.util.Locale;
import java.util.function.Consumer;

/** The table that a scenario fills: a row is a way to do the same work. */
final class Figures {
  private final Table table =
      new Table(
          "work",
          "way",
          "device",
          "items",
          "median ms",
          "min ms",
          "max ms",
          "items/s",
          "x baseline",
          "runs",
          "checked");
  private final Consumer<String> progress;
  private String work = "";
  private double baseline;

  /** An empty table; each of its rows is also told at once, in short. */
  Figures(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Names the work of the rows to come. */
  void work(String name) {
    work = name;
  }

  Table table() {
    return table;
  }

  /** Adds the row that ratios refer to, until the next one. */
  void baseline(Way way, int items, Spread spread) {
    baseline = perSecond(items, spread);
    add(way, items, spread);
  }

  /** Adds a row. */
  void add(Way way, int items, Spread spread) {
    double perSecond = perSecond(items, spread);
    table.row(
        work,
        way.name(),
        way.device(),
        items,
        spread.medianNs() / 1e6,
        spread.minNs() / 1e6,
        spread.maxNs() / 1e6,
        perSecond,
        perSecond / baseline,
        spread.runs(),
        way.checked());
    progress.accept(
        String.format(
            Locale.ROOT,
            "%s: %s, %s, %d items: %.3f ms, %.0f/s",
            work,
            way.name(),
            way.device(),
            items,
            spread.medianNs() / 1e6,
            perSecond));
  }

  /**
   * How the work was done.
   *
   * @param name what is measured
   * @param device where
   * @param checked how the answer was checked
   */
  record Way(String name, String device, String checked) {}

  private static double perSecond(int items, Spread spread) {
    return items * 1e9 / Math.max(1, spread.medianNs());
  }
}
