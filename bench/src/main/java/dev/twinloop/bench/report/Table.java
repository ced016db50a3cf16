package dev.twinloop.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A table with notes above it: what a reader must know to judge the figures.
 *
 * <p>Cells are texts or numbers. Mutable while it is filled, by one thread.
 */
public final class Table {
  private final List<String> columns;
  private final SequencedMap<String, String> notes = new LinkedHashMap<>();
  private final List<List<Object>> rows = new ArrayList<>();

  public Table(String... columns) {
    this.columns = List.of(columns);
  }

  /** Adds a note; the same name again replaces it. */
  public Table note(String name, String text) {
    notes.put(name, text);
    return this;
  }

  /**
   * Adds a row.
   *
   * @param cells one a column: {@code String}, {@code Long}, {@code Integer}, {@code Double},
   *     {@link Cell}
   */
  public Table row(Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "row: cells=" + cells.length + ", accepted: " + columns.size());
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The names of the columns. */
  public List<String> columns() {
    return columns;
  }

  /** The notes, in the order they were added. */
  public SequencedMap<String, String> notes() {
    return notes;
  }

  /** The rows. */
  public List<List<Object>> rows() {
    return rows;
  }
}
