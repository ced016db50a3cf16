package dev.twinloop.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A table with notes above it: what a reader must know to judge the figures.
 *
 * <p>Cells are texts or numbers. Mutable while it is filled, by one thread.
 */
public final class Table {
  private final List<String> columns;
  private final SequencedMap<String, Object> notes = new LinkedHashMap<>();
  private final List<List<Object>> rows = new ArrayList<>();
  private @Nullable List<String> problems;

  public Table(String... columns) {
    this.columns = List.of(columns);
  }

  /**
   * Adds a note; the same name again replaces it.
   *
   * @param value what a cell may be
   */
  public Table note(String name, Object value) {
    notes.put(name, value);
    return this;
  }

  /** Says what was found to be wrong, a line each; empty: nothing. Only JSON holds it. */
  public Table problems(List<String> found) {
    problems = List.copyOf(found);
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
  public SequencedMap<String, Object> notes() {
    return notes;
  }

  /** What was found to be wrong; empty for a table that does not look for problems. */
  Optional<List<String>> problems() {
    return Optional.ofNullable(problems);
  }

  /** The rows. */
  public List<List<Object>> rows() {
    return rows;
  }
}
