package dev.twinloop.cli;

import dev.twinloop.bench.SchedulerBench;
import dev.twinloop.bench.report.Table;
import dev.twinloop.bench.report.TableFeed;
import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.cli.io.Exports;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** What goes to standard output. */
  TableFormat format() {
    return format;
  }

  /** Opens the file that was asked for; before the work begins that fills the table. */
  public Exports<TableFormat> open(Io io) throws IOException {
    Map<TableFormat, @Nullable String> files = new LinkedHashMap<>();
    files.put(TableFormat.MARKDOWN, markdown);
    return Exports.open(io, files);
  }

  /** Writes a table to the file that was asked for, and prints it. */
  public void print(Io io, Table table, Exports<TableFormat> files) throws IOException {
    export(table, files);
    io.out().write(format.write(table).getBytes(StandardCharsets.UTF_8));
  }

  /** Prints rows as they come, where the format allows that. */
  SchedulerBench.Rows printing(Io io) {
    TableFeed feed = new TableFeed();
    boolean prints = format == TableFormat.TEXT;
    return new SchedulerBench.Rows() {
      @Override
      public void begin(Table soFar) {
        say(feed.head(soFar));
      }

      @Override
      public void row(Table soFar) {
        say(feed.lastRow(soFar));
      }

      @Override
      public void end(Table all) {
        say(feed.laterNotes(all));
      }

      private void say(String text) {
        if (prints) {
          try {
            io.out().write(text.getBytes(StandardCharsets.UTF_8));
            io.out().flush();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      }
    };
  }

  /** Writes a table to the file that was asked for, and prints it unless its rows were printed. */
  void finish(Io io, Table table, Exports<TableFormat> files) throws IOException {
    export(table, files);
    if (format != TableFormat.TEXT) {
      io.out().write(format.write(table).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void export(Table table, Exports<TableFormat> files) throws IOException {
    if (files.has(TableFormat.MARKDOWN)) {
      files.put(TableFormat.MARKDOWN, TableFormat.MARKDOWN.write(table));
    }
    files.commit();
  }

  static final class FormatName extends EnumName<TableFormat> {
    FormatName() {
      super("format", TableFormat.values());
    }
  }
}
