package dev.twinloop.bench.report;

import java.util.List;
import java.util.stream.Collectors;

/** A table as GitHub reads it: numbers to the right, and nothing in a cell that ends it. */
final class MarkdownTable {
  private MarkdownTable() {}

  static String write(Table table) {
    StringBuilder text = new StringBuilder();
    table
        .notes()
        .forEach(
            (name, note) ->
                text.append("- **" + cell(name) + "**: " + cell(TextTable.note(note)) + "\n"));
    if (!table.notes().isEmpty()) {
      text.append('\n');
    }
    text.append(line(table.columns().stream().map(MarkdownTable::cell).toList()));
    List<String> rules = new java.util.ArrayList<>();
    for (int i = 0; i < table.columns().size(); i++) {
      rules.add(TextTable.numeric(table, i) ? "--:" : "---");
    }
    text.append("|" + String.join("|", rules) + "|\n");
    table.rows().forEach(row -> text.append(line(row.stream().map(MarkdownTable::cell).toList())));
    return text.toString();
  }

  private static String line(List<String> cells) {
    return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String cell(Object cell) {
    return TextTable.cell(cell)
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replace("*", "\\*")
        .replace("_", "\\_")
        .replaceAll("[\\r\\n]+", " ");
  }
}
