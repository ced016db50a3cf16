package dev.twinloop.cli;

import dev.twinloop.bench.SchedulerBench;
import dev.twinloop.bench.SchedulerPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code twinloop bench scheduler}: whether the better place is found, and how soon. */
@Command(
    name = "scheduler",
    description = {
      "Measure every strategy at every size, beside the better of CPU and accelerator;"
          + " what a small task costs; and a mixed load with its latencies.",
      "Takes about four minutes, with --quick one. A device that is named is one that may be used."
    })
final class SchedulerBenchCommand implements Callable<Integer> {
  private final Io io;

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

  SchedulerBenchCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    SchedulerLog.off(); // the command prints what the log says
    SchedulerPlan plan = new SchedulerPlan(sizes, quick, common.configuration(), this::progress);
    output.print(io, SchedulerBench.run(plan));
    return ExitCode.OK;
  }

  private void progress(String text) {
    if (common.verbose() || (common.progress() && io.terminal())) {
      io.complain("bench: " + text);
    }
  }
}
