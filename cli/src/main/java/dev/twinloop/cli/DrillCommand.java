package dev.twinloop.cli;

import dev.twinloop.bench.drill.Drills;
import dev.twinloop.bench.drill.Failure;
import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.cli.io.Exports;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.SchedulerConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code twinloop drill}: every failure, rehearsed. */
@Command(
    name = "drill",
    description = {
      "Make a live worker fail in every way under load, compare every answer with the JDK's, and say"
          + " what noticed each failure, after how long, what was computed again, and when the device"
          + " was used again.",
      "Without --device it rehearses on cpu-worker, the CPU engine in a worker process. Exit status 4"
          + " if a task was lost, an answer was wrong, or a device did not come back, or late."
    })
final class DrillCommand implements Callable<Integer> {
  private static final String STAND_IN = "cpu-worker";

  private final Io io;

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private TableOption output = new TableOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "FAILURE",
      completionCandidates = FailureNames.class,
      description = "${COMPLETION-CANDIDATES}. Default: all of them.")
  private List<String> failures = new ArrayList<>();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      converter = Rounds.class,
      description = "How often each failure is rehearsed. Default: 1.")
  private int rounds = 1;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      converter = TimeLimitOption.Seconds.class,
      description =
          "How long a failure may go unnoticed, or a device unused, before a round counts as failed,"
              + " 1 to 3600. Default: 120.")
  private Duration patience = Duration.ofMinutes(2);

  @Option(
      names = "--recovery",
      paramLabel = "SECONDS",
      converter = TimeLimitOption.Seconds.class,
      description =
          "How soon after its cool-down of one second a device must be used again, or the round counts"
              + " as late, 1 to 3600. Default: 5.")
  private Duration recovery = Duration.ofSeconds(5);

  private DrillCommand(Io io) {
    this.io = io;
  }

  /** Every item is checked, slices are small, and the device that fails has work. */
  static CommandLine of(Io io) {
    return WithoutOptions.strategies(
        WithoutOptions.of(new DrillCommand(io), "--sample-rate", "--batch"),
        Strategy.AUTO,
        Strategy.LOAD_BALANCE,
        Strategy.GPU_ONLY);
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    SchedulerLog.off(); // the command prints what the log says
    SchedulerConfig config = common.configuration();
    Drills.Plan plan =
        new Drills.Plan(
            common.device().isPresent() ? config : config.withDevice(STAND_IN),
            chosen(),
            rounds,
            patience,
            recovery,
            this::progress);
    try (Exports<TableFormat> files = output.open(io)) {
      Drills.Outcome outcome = Drills.run(plan);
      output.print(io, outcome.table(), files);
      return outcome.passed() ? ExitCode.OK : ExitCode.DIFFERED;
    }
  }

  private void progress(String text) {
    if (common.verbose() || (common.progress() && io.terminal())) {
      io.complain(text);
    }
  }

  private List<Failure> chosen() {
    return failures.isEmpty()
        ? List.of(Failure.values())
        : failures.stream().map(this::named).toList();
  }

  private Failure named(String text) {
    return Arrays.stream(Failure.values())
        .filter(failure -> failure.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "failure=" + text + ", accepted: " + String.join(", ", new FailureNames())));
  }

  /** The names of all failures. */
  static final class FailureNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Failure.values()).map(Failure::text).iterator();
    }
  }

  /** Reads a number of rounds. */
  static final class Rounds extends WholeNumber.Small {
    Rounds() {
      super("rounds", 1, Integer.MAX_VALUE);
    }
  }
}
