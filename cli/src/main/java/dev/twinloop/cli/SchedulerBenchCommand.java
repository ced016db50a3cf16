package dev.twinloop.cli;

import dev.twinloop.bench.MixedLoad;
import dev.twinloop.bench.SchedulerBench;
import dev.twinloop.bench.SchedulerPlan;
import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.cli.io.Exports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code twinloop bench scheduler}: whether the better place is found, and how soon. */
@Command(
    name = "scheduler",
    description = {
      "Measure every strategy at every size, beside the better of CPU and accelerator;"
          + " what a small task costs; and a mixed load with its latencies.",
      "Takes about four minutes, with --quick one. A device that is named is one that may be used."
    })
final class SchedulerBenchCommand implements Callable<Integer> {
  private static final String PICTURE = "picture";

  private final Io io;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private TableOption output = new TableOption();

  @Option(names = "--quick", description = "Three works, three sizes, short loads.")
  private boolean quick;

  @Option(
      names = "--sizes",
      paramLabel = "N",
      split = ",",
      converter = BenchCommand.Size.class,
      description = "Items of a task, such as 2^20 or 100000; several with commas.")
  private List<Integer> sizes = new ArrayList<>();

  @Option(
      names = "--mixed",
      paramLabel = "SECONDS",
      converter = TimeLimitOption.Seconds.class,
      description =
          "Only the mixed load of five kinds and eight submitters, for so long after a warm-up, with"
              + " the utilisation that nvidia-smi sees; 1 to 3600.")
  private @Nullable Duration mixed;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "With --mixed: the share of accelerators over time, as SVG.")
  private @Nullable String picture;

  SchedulerBenchCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    SchedulerLog.off(); // the command prints what the log says
    Duration seconds = mixed;
    if (seconds == null && picture != null) {
      throw new ParameterException(spec.commandLine(), "--picture: only with --mixed SECONDS");
    }
    List<Integer> items = seconds != null && sizes.isEmpty() ? List.of(1 << 16) : sizes;
    SchedulerPlan plan = new SchedulerPlan(items, quick, common.configuration(), this::progress);
    Map<String, @Nullable String> pictures = new HashMap<>();
    pictures.put(PICTURE, picture);
    try (Exports<TableFormat> files = output.open(io);
        Exports<String> drawn = Exports.open(io, pictures)) {
      if (seconds == null) {
        output.print(io, SchedulerBench.run(plan), files);
        return ExitCode.OK;
      }
      MixedLoad.Outcome outcome = MixedLoad.run(plan, seconds);
      if (drawn.has(PICTURE)) {
        drawn.put(PICTURE, outcome.picture());
      }
      drawn.commit();
      output.print(io, outcome.table(), files);
      return ExitCode.OK;
    }
  }

  private void progress(String text) {
    if (common.verbose() || (common.progress() && io.terminal())) {
      io.complain("bench: " + text);
    }
  }
}
