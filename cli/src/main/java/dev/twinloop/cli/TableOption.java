package dev.twinloop.cli;

import dev.twinloop.bench.report.Table;
import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.cli.io.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** Prints a table, and writes it to the file that was asked for. */
  public void print(Io io, Table table) throws IOException {
    io.out().write(format.write(table).getBytes(StandardCharsets.UTF_8));
    if (markdown != null) {
      try (Output file = Output.open(io, markdown)) {
        file.stream().write(TableFormat.MARKDOWN.write(table).getBytes(StandardCharsets.UTF_8));
        file.commit();
      }
    }
  }

  static final class FormatName extends EnumName<TableFormat> {
    FormatName() {
      super("format", TableFormat.values());
    }
  }
}
