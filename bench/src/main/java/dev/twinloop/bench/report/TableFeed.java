package dev.twinloop.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A table as text, line by line as its rows come: columns are as wide as their names, or as the
 * widest cell that is likely, since nobody knows the rows to come.
 */
public final class TableFeed {
  private static final int LIKELY = 11;

  private final List<Integer> widths = new ArrayList<>();
  private int notes;

  /** Nothing was printed yet. */
  public TableFeed() {}

  /** Notes and names of columns, each with its line end. */
  public String head(Table table) {
    StringBuilder text = new StringBuilder(laterNotes(table));
    table.columns().forEach(name -> widths.add(Math.max(LIKELY, name.length())));
    return text.append(line(table.columns())).toString();
  }

  /** The last row, with its line end. */
  public String lastRow(Table table) {
    return line(table.rows().getLast().stream().map(TextTable::cell).toList());
  }

  /** The notes that were added since, with their line ends. */
  public String laterNotes(Table table) {
    StringBuilder text = new StringBuilder();
    table.notes().entrySet().stream()
        .skip(notes)
        .forEach(note -> text.append(TextTable.note(note.getKey(), note.getValue())));
    notes = table.notes().size();
    return text.toString();
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String format = i == 0 ? "%-16s  " : "%" + widths.get(i) + "s  ";
      line.append(String.format(Locale.ROOT, format, cells.get(i)));
    }
    return line.toString().stripTrailing() + "\n";
  }
}
