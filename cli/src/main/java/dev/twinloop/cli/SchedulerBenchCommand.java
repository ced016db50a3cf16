package dev.twinloop.cli;

import dev.twinloop.bench.FirstTasks;
import dev.twinloop.bench.MixedLoad;
import dev.twinloop.bench.SchedulerBench;
import dev.twinloop.bench.SchedulerPlan;
import dev.twinloop.bench.SchedulerWork;
import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.cli.io.Exports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      "Takes some six minutes, with --quick one; --works and --sizes measure parts of it. Rows are"
          + " printed as they come. A device that is named is one that may be used."
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
      names = "--works",
      paramLabel = "WORK",
      split = ",",
      converter = WorkName.class,
      completionCandidates = WorkName.class,
      description = "Only the rows of these works: ${COMPLETION-CANDIDATES}; several with commas.")
  private List<SchedulerWork> works = new ArrayList<>();

  @Option(
      names = "--small-tasks",
      description =
          "Only what tasks of 1 and of 1000 items cost, alone and beside tasks of 2^24 items (1.5"
              + " GiB; with --quick 2^20).")
  private boolean small;

  @Option(
      names = "--first-tasks",
      description =
          "Only what the very first task costs, on the CPU alone and with AUTO, in three processes"
              + " each (with --quick one); --works and --sizes choose.")
  private boolean first;

  @Option(
      names = "--mixed",
      paramLabel = "SECONDS",
      converter = TimeLimitOption.Seconds.class,
      description =
          "Only the mixed load of five kinds and eight submitters for each GPU that may be used,"
              + " for so long after a warm-up, with the utilisation that nvidia-smi sees; 1 to 3600.")
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
    if (small && (seconds != null || !works.isEmpty() || !sizes.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "--small-tasks: not with --mixed, --works or --sizes");
    }
    if (first && (seconds != null || small)) {
      throw new ParameterException(
          spec.commandLine(), "--first-tasks: not with --mixed or --small-tasks");
    }
    if (first) {
      Usage.refuse(
          spec,
          "not with --first-tasks, whose processes have the default",
          "--sample-rate",
          "--batch",
          "--compile-limit");
    }
    if (common.strategy().isPresent() && seconds == null && !small) {
      throw new ParameterException(
          spec.commandLine(),
          "--strategy: only with --mixed or --small-tasks; else all are measured");
    }
    if (seconds != null && !works.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "--works: not with --mixed, which needs all");
    }
    SchedulerPlan plan = plan();
    Map<String, @Nullable String> pictures = new HashMap<>();
    pictures.put(PICTURE, picture);
    try (Exports<TableFormat> files = output.open(io);
        Exports<String> drawn = Exports.openBeside(files, io, pictures)) {
      if (small) {
        output.print(io, SchedulerBench.smallTasks(plan), files);
        return ExitCode.OK;
      }
      if (first) {
        output.finish(io, FirstTasks.run(plan, output.printing(io)), files);
        return ExitCode.OK;
      }
      if (seconds == null) {
        output.finish(io, SchedulerBench.run(plan, output.printing(io)), files);
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

  private SchedulerPlan plan() {
    List<Integer> items = small ? List.of(quick ? 1 << 20 : 1 << 24) : sizes;
    Set<SchedulerWork> kinds = small ? Set.of(SchedulerWork.SHA256) : Set.copyOf(works);
    return new SchedulerPlan(items, kinds, quick, common.configuration(), this::progress);
  }

  /** Reads the names of works. */
  static final class WorkName extends EnumName<SchedulerWork> {
    WorkName() {
      super("work", SchedulerWork.values());
    }
  }

  private void progress(String text) {
    if (common.verbose() || (common.progress() && io.terminal())) {
      io.complain("bench: " + text);
    }
  }
}
