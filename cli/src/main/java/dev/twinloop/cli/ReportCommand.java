package dev.twinloop.cli;

import dev.twinloop.bench.report.Report;
import dev.twinloop.bench.report.ReportFormat;
import dev.twinloop.bench.report.ReportParts;
import dev.twinloop.cli.io.Exports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code twinloop bench report}: another form of a report, nothing measured. */
@Command(
    name = "report",
    description = {
      "Write a report that 'bench --export-json' wrote in other forms.",
      "Several reports are parts of one: those of 'bench acceptance --only', say. They must be of one"
          + " build, and of machines and devices of one kind."
    })
final class ReportCommand implements Callable<Integer> {
  private final Io io;

  @Parameters(arity = "1..*", paramLabel = "FILE.json", description = "The report, or its parts.")
  private List<String> names = new ArrayList<>();

  @Mixin private ReportOption output = new ReportOption();

  ReportCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    try (Exports<ReportFormat> files = output.open(io)) {
      List<Report> parts = new ArrayList<>();
      for (String name : names) {
        parts.add(CompareOption.read(io, name));
      }
      output.whole(io, ReportParts.join(parts), files);
    }
    return ExitCode.OK;
  }
}
