package dev.twinloop.bench;

import dev.twinloop.bench.report.Table;
import java.util.Locale;

/** Notes of how long the tasks of a load took: above the table, and as they come. */
record LoadNotes(SchedulerPlan plan, Table table) {
  /**
   * Adds one.
   *
   * @param load the tasks
   * @param before what is said before their times
   */
  void add(String name, LoadTimes load, String before) {
    long[] times = load.sorted();
    if (times.length == 0) {
      add(name, before + "none ended");
      return;
    }
    add(
        name,
        before
            + String.format(
                Locale.ROOT,
                "p50 %.1f us, p99 %.1f us, max %.0f us",
                times[times.length / 2] / 1e3,
                times[(int) (times.length * 0.99)] / 1e3,
                times[times.length - 1] / 1e3));
  }

  /** Adds a text. */
  void add(String name, String text) {
    table.note(name, text);
    plan.progress().accept(name + ": " + text);
  }
}
