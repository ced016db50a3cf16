package dev.twinloop.bench;

import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Notes of how long the tasks of a load took: above the table, and as they come. */
record LoadNotes(SchedulerPlan plan, Table table) {
  /**
   * Adds one.
   *
   * @param load the tasks
   * @param before what is said before their times
   */
  void add(String name, LoadTimes load, Cell before) {
    long[] times = load.sorted();
    SequencedMap<Object, @Nullable Object> all = new LinkedHashMap<>();
    if (before.value() instanceof Map<?, ?> figures) {
      all.putAll(figures);
    }
    if (times.length == 0) {
      add(name, new Cell(before.text() + "none ended", all));
      return;
    }
    double half = times[times.length / 2] / 1e3;
    double most = times[(int) (times.length * 0.99)] / 1e3;
    double max = times[times.length - 1] / 1e3;
    all.put("p50 us", half);
    all.put("p99 us", most);
    all.put("max us", max);
    String text =
        String.format(Locale.ROOT, "p50 %.1f us, p99 %.1f us, max %.0f us", half, most, max);
    add(name, new Cell(before.text() + text, all));
  }

  /** Adds a note. */
  void add(String name, Cell note) {
    table.note(name, note);
    plan.progress().accept(name + ": " + note);
  }
}
