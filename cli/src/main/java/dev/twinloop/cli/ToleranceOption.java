package dev.twinloop.cli;

import dev.twinloop.bench.report.Comparison;
import picocli.CommandLine.Option;

/** {@code --tolerance}. */
final class ToleranceOption {
  @Option(
      names = "--tolerance",
      paramLabel = "PERCENT",
      converter = CommonOptions.Percent.class,
      description = "How much slower a row may be before it counts, 0 to 100. Default: 10.")
  private double share = Comparison.TOLERANCE;

  /** As a share of 1. */
  double share() {
    return share;
  }
}
