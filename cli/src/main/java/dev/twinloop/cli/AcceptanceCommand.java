package dev.twinloop.cli;

import dev.twinloop.bench.BenchPlan;
import dev.twinloop.bench.BenchPlan.Depth;
import dev.twinloop.bench.accept.Acceptance;
import dev.twinloop.bench.accept.Acceptance.Part;
import dev.twinloop.bench.accept.Acceptance.Settings;
import dev.twinloop.bench.report.Mark.Verdict;
import dev.twinloop.bench.report.Report;
import dev.twinloop.bench.report.ReportFormat;
import dev.twinloop.cli.io.Exports;
import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.group.Groups;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code twinloop bench acceptance}: what is promised, measured here. */
@Command(
    name = "acceptance",
    description = {
      "Measure every mark that this software sets itself: speed over the CPU's best on all cores,"
          + " agreement, fallback, utilisation, detection. Each is passed, failed or not measured.",
      "On a GPU it takes some minutes, most of them the 1,000 starts of detection; --only and"
          + " --works measure parts. Without a GPU, what needs one is not measured.",
      "Files of --export-... hold the marks so far at any time, also if the command is ended from"
          + " outside.",
      "The exit status is 1 if a mark is failed."
    })
final class AcceptanceCommand implements Callable<Integer> {
  private static final int MOST_STARTS = 1_000_000;

  private final Io io;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private ReportOption output = new ReportOption();

  @Option(
      names = "--quick",
      description = "Small sizes, three failures, 10 starts: whether the command works here.")
  private boolean quick;

  @Option(
      names = "--starts",
      paramLabel = "N",
      converter = Starts.class,
      description = "How often a scheduler is started to detect devices. Default: 1000.")
  private @Nullable Integer starts;

  @Option(
      names = "--load",
      paramLabel = "SECONDS",
      converter = TimeLimitOption.Seconds.class,
      description = "How long the mixed load runs, after a warm-up half as long. Default: 30.")
  private @Nullable Duration load;

  @Option(
      names = "--within",
      paramLabel = "SECONDS",
      converter = TimeLimitOption.Seconds.class,
      description =
          "No start of the detection begins later than this; the report says how many there were."
              + " Default: no limit.")
  private Duration within = Duration.ofDays(365);

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      converter = PartName.class,
      completionCandidates = PartName.class,
      description = "${COMPLETION-CANDIDATES}; several with commas. Default: all of them.")
  private List<Part> parts = new ArrayList<>();

  @Option(
      names = "--works",
      paramLabel = "WORK",
      split = ",",
      converter = WorkName.class,
      completionCandidates = WorkName.class,
      description =
          "Marks on speed of these works alone: ${COMPLETION-CANDIDATES}; several with commas."
              + " 'bench report' joins the reports of parts.")
  private List<String> works = new ArrayList<>();

  AcceptanceCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    SchedulerLog.off(); // the command prints what the log says
    Set<Part> chosen = parts.isEmpty() ? EnumSet.allOf(Part.class) : EnumSet.copyOf(parts);
    requireUse(chosen);
    Settings settings =
        new Settings(
            chosen,
            Set.copyOf(works),
            starts != null ? starts : quick ? 10 : 1000,
            load != null ? load : Duration.ofSeconds(quick ? 2 : 30),
            within,
            quick);
    BenchPlan plan =
        new BenchPlan(
            List.of(),
            EcdsaBatch.curves(),
            List.of(Groups.BN254, Groups.BLS12_381),
            quick ? Depth.QUICK_MARKS : Depth.MARKS,
            common.configuration(),
            this::progress);
    try (Exports<ReportFormat> files = output.open(io)) {
      Report report =
          Acceptance.run(
              settings, plan, ReportOption.origin(spec), output.printingMarks(io, files));
      output.finish(io, report, files);
      boolean failed = report.marks().stream().anyMatch(mark -> mark.verdict() == Verdict.FAIL);
      return failed ? ExitCode.FAILED : ExitCode.OK;
    }
  }

  /** Refuses what none of the parts uses. */
  private void requireUse(Set<Part> chosen) {
    require(chosen, EnumSet.of(Part.SPEED), "--works");
    require(chosen, EnumSet.of(Part.DETECTION), "--starts", "--within");
    require(chosen, EnumSet.of(Part.UTILISATION), "--load");
    Set<Part> sampling = EnumSet.of(Part.SPEED, Part.AGREEMENT, Part.UTILISATION);
    require(chosen, sampling, "--sample-rate", "--batch");
    require(chosen, EnumSet.complementOf(EnumSet.of(Part.DETECTION)), "--compile-limit");
  }

  private void require(Set<Part> chosen, Set<Part> users, String... options) {
    if (Collections.disjoint(chosen, users)) {
      String accepted =
          users.stream()
              .map(part -> part.name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
      Usage.refuse(spec, "only together with --only " + accepted, options);
    }
  }

  private void progress(String text) {
    if (common.verbose() || (common.progress() && io.terminal())) {
      io.complain("bench: " + text);
    }
  }

  static final class PartName extends EnumName<Part> {
    PartName() {
      super("part", Part.values());
    }
  }

  static final class WorkName implements ITypeConverter<String>, Iterable<String> {
    @Override
    public String convert(String text) {
      if (Acceptance.works().contains(text)) {
        return text;
      }
      throw new TypeConversionException(
          "name=" + text + ", accepted: " + String.join(", ", Acceptance.works()));
    }

    @Override
    public Iterator<String> iterator() {
      return Acceptance.works().iterator();
    }
  }

  /** Reads a number of starts. */
  static final class Starts extends WholeNumber.Small {
    Starts() {
      super("starts", 1, MOST_STARTS);
    }
  }
}
