package dev.twinloop.cli;

import dev.twinloop.bench.report.ReportFormat;
import dev.twinloop.cli.io.Exports;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code twinloop bench report}: another form of a report, nothing measured. */
@Command(
    name = "report",
    description = "Write a report that 'bench --export-json' wrote in other forms.")
final class ReportCommand implements Callable<Integer> {
  private final Io io;

  @Parameters(index = "0", paramLabel = "FILE.json", description = "The report.")
  private String file = "";

  @Mixin private ReportOption output = new ReportOption();

  ReportCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    try (Exports<ReportFormat> files = output.open(io)) {
      output.whole(io, CompareOption.read(io, file), files);
    }
    return ExitCode.OK;
  }
}
