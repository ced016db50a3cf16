package dev.twinloop.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Aligned columns: texts to the left, numbers to the right. */
final class TextTable {
  private TextTable() {}

  static String write(Table table) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.columns());
    table.rows().forEach(row -> lines.add(row.stream().map(TextTable::cell).toList()));
    int[] widths = new int[table.columns().size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    table.notes().forEach((name, note) -> text.append(note(name, note)));
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - line.get(i).length());
        row.append(numeric(table, i) ? pad + line.get(i) : line.get(i) + pad).append("  ");
      }
      text.append(row.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  static boolean numeric(Table table, int column) {
    return !table.rows().isEmpty()
        && table.rows().stream()
            .allMatch(
                row -> row.get(column) instanceof Number || row.get(column).equals(Cell.NONE));
  }

  /** A note with its line end. Numbers are not grouped: one may name a process. */
  static String note(String name, Object value) {
    return name + ": " + note(value) + "\n";
  }

  static String note(Object value) {
    return value instanceof Double ? cell(value) : value.toString();
  }

  static String cell(Object cell) {
    return switch (cell) {
      case Double number when number.isNaN() -> Cell.NONE.text();
      case Double number when number >= 1000 -> String.format(Locale.ROOT, "%,.0f", number);
      case Double number -> String.format(Locale.ROOT, "%.3g", number);
      case Long number -> String.format(Locale.ROOT, "%,d", number);
      case Integer number -> String.format(Locale.ROOT, "%,d", number);
      default -> cell.toString();
    };
  }
}
