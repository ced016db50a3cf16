package dev.twinloop.cli;

import dev.twinloop.bench.report.Table;
import dev.twinloop.bench.report.TableFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code -o}: how a command prints its table. */
public final class TableOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      converter = FormatName.class,
      completionCandidates = FormatName.class,
      description = "${COMPLETION-CANDIDATES}. Default: text.")
  private TableFormat format = TableFormat.TEXT;

  /** Prints a table. */
  public void print(Io io, Table table) throws IOException {
    io.out().write(format.write(table).getBytes(StandardCharsets.UTF_8));
  }

  static final class FormatName implements ITypeConverter<TableFormat>, Iterable<String> {
    @Override
    public TableFormat convert(String text) {
      return Arrays.stream(TableFormat.values())
          .filter(format -> name(format).equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "format=" + text + ", accepted: " + String.join(", ", this)));
    }

    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(TableFormat.values()).map(FormatName::name).iterator();
    }

    private static String name(TableFormat format) {
      return format.name().toLowerCase(Locale.ROOT);
    }
  }
}
