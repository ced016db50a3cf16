package dev.twinloop.cli;

import dev.twinloop.bench.report.Comparison;
import dev.twinloop.bench.report.Comparison.Verdict;
import dev.twinloop.bench.report.Report;
import dev.twinloop.bench.report.ReportReader;
import dev.twinloop.cli.io.Input;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code --compare} and {@code --tolerance}. */
final class CompareOption {
  /** A report of all works takes less than 1 MiB. */
  private static final int MOST_BYTES = 64 << 20;

  @Option(
      names = "--compare",
      paramLabel = "OLD.json",
      description =
          "Compare with a report that --export-json wrote on this machine. A row that has become"
              + " slower makes the exit status 1.")
  private @Nullable String old;

  @Mixin private ToleranceOption tolerance = new ToleranceOption();

  /** Refuses a tolerance that nothing is compared with. */
  void requireUse(CommandSpec spec) {
    if (old == null) {
      Usage.refuse(spec, "only with --compare", "--tolerance");
    }
  }

  /** The old report, read before anything is measured. */
  Optional<Report> read(Io io) throws IOException {
    return old == null ? Optional.empty() : Optional.of(read(io, old));
  }

  /** Reads a report. */
  static Report read(Io io, String name) throws IOException {
    try (Input input = Input.open(io, name)) {
      byte[] text = input.bytes(MOST_BYTES);
      return ReportReader.read(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString());
    } catch (CharacterCodingException e) {
      throw new IOException(Input.shown(name) + ": no report: not UTF-8", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(Input.shown(name) + ": " + e.getMessage(), e);
    }
  }

  /** Says what has become slower; returns the exit status. */
  int judge(Io io, Report before, Report now, boolean onOutput) throws IOException {
    return tell(io, Comparison.of(before, now, tolerance.share()), onOutput);
  }

  static int tell(Io io, Comparison comparison, boolean onOutput) throws IOException {
    for (String line : comparison.alone()) {
      io.complain("compare: " + line);
    }
    for (Verdict verdict : new Verdict[] {Verdict.SLOWER, Verdict.FASTER}) {
      for (String line : comparison.lines(verdict)) {
        say(io, verdict + ": " + line, onOutput);
      }
    }
    say(io, "compare: " + comparison.summary(), onOutput);
    return comparison.passed() ? ExitCode.OK : ExitCode.FAILED;
  }

  private static void say(Io io, String text, boolean onOutput) throws IOException {
    if (onOutput) {
      io.line(text);
    } else {
      io.complain(text);
    }
  }
}
