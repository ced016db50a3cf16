package dev.twinloop.cli;

import dev.twinloop.bench.report.Comparison;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code twinloop bench compare}: two reports, nothing measured. */
@Command(
    name = "compare",
    description = {
      "Compare two reports that 'bench --export-json' wrote on one machine.",
      "A row is slower if its lower quartile has grown by more than the tolerance, by 5 %% more than"
          + " the most that any library's has, and the confidence intervals of both do not overlap."
          + " Then the exit status is 1."
    })
final class CompareCommand implements Callable<Integer> {
  private final Io io;

  @Parameters(index = "0", paramLabel = "OLD.json", description = "The report to compare with.")
  private String before = "";

  @Parameters(index = "1", paramLabel = "NEW.json", description = "The report to judge.")
  private String now = "";

  @Mixin private ToleranceOption tolerance = new ToleranceOption();

  CompareCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    return CompareOption.tell(
        io,
        Comparison.of(
            CompareOption.read(io, before), CompareOption.read(io, now), tolerance.share()),
        true);
  }
}
