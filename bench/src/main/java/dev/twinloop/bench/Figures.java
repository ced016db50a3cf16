package dev.twinloop.bench;

import dev.twinloop.bench.report.ReportRow;
import dev.twinloop.bench.report.ReportRow.Stage;
import dev.twinloop.bench.report.Way;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.Consumer;

/** The rows that works fill, and what is to be said of them. One thread at a time. */
public final class Figures {
  private final SequencedMap<String, String> notes = new LinkedHashMap<>();
  private final List<ReportRow> rows = new ArrayList<>();
  private final Consumer<ReportRow> listener;
  private String work = "";
  private double baseline = Double.NaN;

  /** No rows; the listener is given each one as it comes. */
  public Figures(Consumer<ReportRow> listener) {
    this.listener = listener;
  }

  /** Names the work of the rows to come. Ratios refer to the first of them. */
  public void work(String name) {
    work = name;
    baseline = Double.NaN;
  }

  /** Says something of the figures; the same name again replaces it. */
  public Figures note(String name, String text) {
    notes.put(name, text);
    return this;
  }

  /** Adds the row that ratios refer to, until the next one. */
  public void baseline(Way way, long items, Spread spread) {
    baseline = Double.NaN;
    add(way, items, spread);
  }

  /** Adds a row. */
  public void add(Way way, long items, Spread spread) {
    add(way, items, spread, List.of());
  }

  /** Adds a row whose stages are known. */
  public void add(Way way, long items, Spread spread, List<Stage> stages) {
    ReportRow row = new ReportRow(work, way, items, spread.times(), OptionalDouble.empty(), stages);
    if (Double.isNaN(baseline)) {
      baseline = row.itemsPerSecond();
    }
    OptionalDouble ratio = OptionalDouble.of(row.itemsPerSecond() / baseline);
    ReportRow done = new ReportRow(work, way, items, spread.times(), ratio, stages);
    rows.add(done);
    listener.accept(done);
  }

  /** Adds the rows and notes of others, whose listener heard of them. */
  public void addAll(Figures others) {
    notes.putAll(others.notes);
    for (ReportRow row : others.rows) {
      rows.add(row);
      listener.accept(row);
    }
  }

  /** The rows so far. */
  public List<ReportRow> rows() {
    return List.copyOf(rows);
  }

  /** The notes so far. */
  public SequencedMap<String, String> notes() {
    return new LinkedHashMap<>(notes);
  }
}
