package dev.twinloop.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a table is written. */
public enum TableFormat {
  /** Aligned columns for people. */
  TEXT {
    @Override
    public String write(Table table) {
      return TextTable.write(table);
    }
  },
  /**
   * One object: {@code {"notes": {...}, "rows": [{column: cell, ...}, ...]}}. A table that looks
   * for problems has {@code "problems": [...]} too.
   */
  JSON {
    @Override
    public String write(Table table) {
      StringWriter text = new StringWriter();
      try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
        json.writeStartObject();
        json.writeObjectFieldStart("notes");
        for (var note : table.notes().entrySet()) {
          json.writeFieldName(note.getKey());
          value(json, note.getValue());
        }
        json.writeEndObject();
        if (table.problems().isPresent()) {
          json.writeFieldName("problems");
          value(json, table.problems().get());
        }
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

  private static void value(JsonGenerator json, @Nullable Object cell) throws IOException {
    switch (cell) {
      case null -> json.writeNull();
      case Double number when number.isNaN() || number.isInfinite() -> json.writeNull();
      case Number number -> json.writeNumber(plain(number));
      case Cell both -> value(json, both.value());
      case Map<?, ?> members -> {
        json.writeStartObject();
        for (var member : members.entrySet()) {
          json.writeFieldName(String.valueOf(member.getKey()));
          value(json, member.getValue());
        }
        json.writeEndObject();
      }
      case Collection<?> elements -> {
        json.writeStartArray();
        for (Object element : elements) {
          value(json, element);
        }
        json.writeEndArray();
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

  /** A cell without grouping: for machines. Nothing stands for what was not measured. */
  static String plain(Object cell) {
    return switch (cell) {
      case Double number when number.isNaN() || number.isInfinite() -> "";
      case Double number -> String.format(Locale.ROOT, "%.6g", number);
      case Cell both when both.value() == null -> "";
      case Cell both when both.value() instanceof Number number -> plain(number);
      default -> cell.toString();
    };
  }
}
