package dev.twinloop.cli;

import dev.twinloop.bench.report.Table;
import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.cli.io.Exports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code -o} and {@code --export-markdown}: how a command prints its table. */
public final class TableOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      converter = FormatName.class,
      completionCandidates = FormatName.class,
      description = "${COMPLETION-CANDIDATES}. Default: text.")
  private TableFormat format = TableFormat.TEXT;

  @Option(
      names = "--export-markdown",
      paramLabel = "FILE",
      description = "Write the table to this file too, as GitHub reads it.")
  private @Nullable String markdown;

  /** Opens the file that was asked for; before the work begins that fills the table. */
  public Exports<TableFormat> open(Io io) throws IOException {
    Map<TableFormat, @Nullable String> files = new LinkedHashMap<>();
    files.put(TableFormat.MARKDOWN, markdown);
    return Exports.open(io, files);
  }

  /** Writes a table to the file that was asked for, and prints it. */
  public void print(Io io, Table table, Exports<TableFormat> files) throws IOException {
    if (files.has(TableFormat.MARKDOWN)) {
      files.put(TableFormat.MARKDOWN, TableFormat.MARKDOWN.write(table));
    }
    files.commit();
    io.out().write(format.write(table).getBytes(StandardCharsets.UTF_8));
  }

  static final class FormatName extends EnumName<TableFormat> {
    FormatName() {
      super("format", TableFormat.values());
    }
  }
}
