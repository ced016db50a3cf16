package dev.twinloop.cli;

import dev.twinloop.bench.report.Table;
import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.bench.scale.ScaleBench;
import dev.twinloop.bench.scale.ScalePlan;
import dev.twinloop.bench.scale.WorkerLoss;
import dev.twinloop.bench.scale.Works;
import dev.twinloop.cli.io.Exports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code twinloop bench scale}: the same work on one device and on several. */
@Command(
    name = "scale",
    description = {
      "Measure the same work on one device, on two, four … and all of those that are named;"
          + " or kill a worker half-way and say what became of the work.",
      "Devices compute everything; the CPU only checks."
    })
final class ScaleBenchCommand implements Callable<Integer> {
  private static final String PICTURE = "picture";

  private final Io io;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private TableOption output = new TableOption();

  @Option(
      names = "--devices",
      paramLabel = "ID",
      split = ",",
      required = true,
      converter = CommonOptions.DeviceName.class,
      description =
          "The devices, as 'twinloop devices' names them, such as cuda:0,cuda:1; two or more.")
  private List<String> devices = new ArrayList<>();

  @Option(
      names = "--works",
      paramLabel = "WORK",
      split = ",",
      converter = WorksName.class,
      completionCandidates = WorksName.class,
      description = "${COMPLETION-CANDIDATES}; several with commas. Default: all.")
  private List<Works> works = new ArrayList<>();

  @Option(names = "--quick", description = "Sizes divided by 1024, and three runs each.")
  private boolean quick;

  @Option(
      names = "--lose-worker",
      description = "Kill the worker of the last device half-way through each work, once.")
  private boolean lose;

  @Option(
      names = "--picture",
      paramLabel = "FILE",
      description = "Throughput over the number of devices, as SVG.")
  private @Nullable String picture;

  private ScaleBenchCommand(Io io) {
    this.io = io;
  }

  /** All work is the devices'. */
  static CommandLine of(Io io) {
    return WithoutOptions.of(new ScaleBenchCommand(io), "--strategy");
  }

  @Override
  public Integer call() throws IOException {
    SchedulerLog.off(); // the command prints what the log says
    check();
    ScalePlan plan =
        new ScalePlan(
            devices,
            works.isEmpty() ? List.of(Works.values()) : works,
            quick,
            common.configuration(),
            this::progress);
    Map<String, @Nullable String> pictures = new HashMap<>();
    pictures.put(PICTURE, picture);
    try (Exports<TableFormat> files = output.open(io);
        Exports<String> drawn = Exports.openBeside(files, io, pictures)) {
      Table table;
      if (lose) {
        table = WorkerLoss.run(plan);
      } else {
        ScaleBench.Outcome outcome = ScaleBench.run(plan);
        table = outcome.table();
        if (drawn.has(PICTURE)) {
          drawn.put(PICTURE, outcome.picture());
        }
      }
      drawn.commit();
      output.print(io, table, files);
      return ExitCode.OK;
    }
  }

  private void check() {
    if (devices.size() < 2 || new HashSet<>(devices).size() < devices.size()) {
      throw new ParameterException(
          spec.commandLine(),
          "--devices: ids=" + String.join(",", devices) + ", accepted: two or more, each once");
    }
    if (lose && picture != null) {
      throw new ParameterException(spec.commandLine(), "--picture: not with --lose-worker");
    }
    if (common.device().isPresent()) {
      throw new ParameterException(spec.commandLine(), "--device: name all of them by --devices");
    }
  }

  private void progress(String text) {
    if (common.verbose() || (common.progress() && io.terminal())) {
      io.complain("bench: " + text);
    }
  }

  static final class WorksName extends EnumName<Works> {
    WorksName() {
      super("work", Works.values());
    }
  }
}
