package dev.twinloop.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
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
      StringWriter text = new StringWriter();
      try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
        json.writeStartObject();
        json.writeObjectFieldStart("notes");
        for (var note : table.notes().entrySet()) {
          json.writeStringField(note.getKey(), note.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("rows");
        for (List<Object> row : table.rows()) {
          json.writeStartObject();
          for (int i = 0; i < row.size(); i++) {
            json.writeFieldName(table.columns().get(i));
            value(json, row.get(i));
          }
          json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
      } catch (IOException e) {
        throw new UncheckedIOException("writing to memory", e);
      }
      return text.append('\n').toString();
    }
  },
  /** RFC 4180 with a header line; notes are left out. */
  CSV {
    @Override
    public String write(Table table) {
      StringBuilder text = new StringBuilder(csvLine(table.columns()));
      table.rows().forEach(row -> text.append(csvLine(row)));
      return text.toString();
    }
  },
  /** Notes as a list, then a table as GitHub reads it. */
  MARKDOWN {
    @Override
    public String write(Table table) {
      return MarkdownTable.write(table);
    }
  };

  /** The table as text, with its last line end. */
  public abstract String write(Table table);

  private static void value(JsonGenerator json, Object cell) throws IOException {
    switch (cell) {
      case Double number when number.isNaN() || number.isInfinite() -> json.writeNull();
      case Number number -> json.writeNumber(plain(number));
      case Cell.Quantity quantity -> json.writeNumber(quantity.number());
      case Cell.Members members -> {
        json.writeStartObject();
        for (var member : members.members().entrySet()) {
          json.writeStringField(member.getKey(), member.getValue());
        }
        json.writeEndObject();
      }
      default -> json.writeString(cell.toString());
    }
  }

  /** One line of RFC 4180. */
  static String csvLine(List<?> cells) {
    return cells.stream().map(TableFormat::csv).collect(Collectors.joining(",")) + "\r\n";
  }

  private static String csv(Object cell) {
    String text = plain(cell);
    boolean quote = text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + text.replace("\"", "\"\"") + '"' : text;
  }

  /** A cell without grouping: for machines. */
  static String plain(Object cell) {
    return switch (cell) {
      case Double number -> String.format(Locale.ROOT, "%.6g", number);
      case Cell.Quantity quantity -> Long.toString(quantity.number());
      default -> cell.toString();
    };
  }
}
