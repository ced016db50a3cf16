package dev.twinloop.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a table is written. */
public enum TableFormat {
  /** Aligned columns for people. */
  TEXT {
    @Override
    public String write(Table table) {
      return TextTable.write(table);
    }
  },
  /** One object: {@code {"notes": {...}, "rows": [{column: cell, ...}, ...]}}. */
  JSON {
    @Override
    public String write(Table table) {
      JsonText json = new JsonText().open('{').name("notes").open('{');
      table.notes().forEach((name, text) -> json.name(name).value(text));
      json.close('}').name("rows").open('[');
      for (List<Object> row : table.rows()) {
        json.open('{');
        for (int i = 0; i < row.size(); i++) {
          json.name(table.columns().get(i)).value(row.get(i));
        }
        json.close('}');
      }
      return json.close(']').close('}').toString() + "\n";
    }
  },
  /** RFC 4180 with a header line; notes are left out. */
  CSV {
    @Override
    public String write(Table table) {
      StringBuilder text = new StringBuilder(line(table.columns()));
      table.rows().forEach(row -> text.append(line(row)));
      return text.toString();
    }
  };

  /** The table as text, with its last line end. */
  public abstract String write(Table table);

  private static String line(List<?> cells) {
    return cells.stream().map(TableFormat::csv).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String csv(Object cell) {
    String text = plain(cell);
    boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** A cell without grouping: for machines. */
  static String plain(Object cell) {
    return cell instanceof Double number ? String.format(Locale.ROOT, "%.6g", number) : "" + cell;
  }
}
