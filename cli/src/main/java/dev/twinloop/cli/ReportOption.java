package dev.twinloop.cli;

import dev.twinloop.bench.Bench;
import dev.twinloop.bench.accept.Acceptance;
import dev.twinloop.bench.report.Mark;
import dev.twinloop.bench.report.Report;
import dev.twinloop.bench.report.ReportFormat;
import dev.twinloop.bench.report.ReportRow;
import dev.twinloop.bench.report.RowPrinter;
import dev.twinloop.cli.io.Exports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** How {@code bench} prints a report, and the files that it writes it to. */
final class ReportOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      converter = FormatName.class,
      completionCandidates = FormatName.class,
      description = "${COMPLETION-CANDIDATES}. Default: text. Text and CSV come row by row.")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = "--export-json",
      paramLabel = "FILE",
      description = "Write the whole report to this file: what --compare reads.")
  private @Nullable String json;

  @Option(names = "--export-csv", paramLabel = "FILE", description = "Write the rows as CSV.")
  private @Nullable String csv;

  @Option(
      names = "--export-markdown",
      paramLabel = "FILE",
      description = "Write the rows as a table that GitHub reads.")
  private @Nullable String markdown;

  @Option(
      names = "--export-html",
      paramLabel = "FILE",
      description = "Write a page with charts, which needs nothing but itself.")
  private @Nullable String html;

  /** Whether the report goes to standard output as text. */
  boolean text() {
    return format == ReportFormat.TEXT;
  }

  /** Where a measurement comes from: this build, by this command line. */
  static Bench.Origin origin(CommandSpec spec) throws IOException {
    Build build = Build.read();
    CommandLine top = spec.commandLine();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    ParseResult given = top.getParseResult();
    List<String> words = given == null ? List.of(spec.name()) : given.originalArgs();
    return new Bench.Origin(new Report.Build(build.version(), build.commit()), words);
  }

  /** Prints rows as they come, where the format allows that. */
  Bench.Listener printing(Io io) {
    Optional<RowPrinter> printer = printer();
    return new Bench.Listener() {
      @Override
      public void begins(Report head) {
        printer.ifPresent(as -> print(io, as.head(head)));
      }

      @Override
      public void row(ReportRow row) {
        printer.ifPresent(as -> print(io, as.row(row)));
      }
    };
  }

  /**
   * Prints marks as they come, where the format allows that, and keeps files up to date: a command
   * of minutes that is ended from outside leaves the marks that it had.
   */
  Acceptance.Listener printingMarks(Io io, Exports<ReportFormat> files) {
    Optional<RowPrinter> printer = printer();
    return new Acceptance.Listener() {
      @Override
      public void begins(Report head) {
        printer.ifPresent(as -> print(io, as.markHead(head)));
      }

      @Override
      public void mark(Mark mark, Report soFar) {
        printer.ifPresent(as -> print(io, as.mark(mark)));
        save(io, soFar, files);
      }
    };
  }

  private Optional<RowPrinter> printer() {
    return switch (format) {
      case TEXT -> Optional.of(RowPrinter.TEXT);
      case CSV -> Optional.of(RowPrinter.CSV);
      case JSON, MARKDOWN, HTML -> Optional.empty();
    };
  }

  private static void print(Io io, String text) {
    try {
      io.out().write(text.getBytes(StandardCharsets.UTF_8));
      io.out().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the files, then prints all of a report. */
  void whole(Io io, Report report, Exports<ReportFormat> files) throws IOException {
    export(report, files);
    print(io, format.write(report));
  }

  /** Writes the files, then prints what was not printed row by row. */
  void finish(Io io, Report report, Exports<ReportFormat> files) throws IOException {
    export(report, files);
    if (printer().isEmpty()) {
      print(io, format.write(report));
    }
  }

  private static void export(Report report, Exports<ReportFormat> files) throws IOException {
    for (ReportFormat form : ReportFormat.values()) {
      if (files.has(form)) {
        files.put(form, form.write(report));
      }
    }
    files.commit();
  }

  /** Puts a report in the places of the files; pipes and devices wait for the whole report. */
  private static void save(Io io, Report report, Exports<ReportFormat> files) {
    try (Exports<ReportFormat> now = files.meanwhile(io)) {
      export(report, now);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the files that were asked for; before anything is measured. */
  Exports<ReportFormat> open(Io io) throws IOException {
    Map<ReportFormat, @Nullable String> files = new LinkedHashMap<>();
    files.put(ReportFormat.JSON, json);
    files.put(ReportFormat.CSV, csv);
    files.put(ReportFormat.MARKDOWN, markdown);
    files.put(ReportFormat.HTML, html);
    return Exports.open(io, files);
  }

  static final class FormatName extends EnumName<ReportFormat> {
    FormatName() {
      super("format", ReportFormat.values());
    }
  }
}
