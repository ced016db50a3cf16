package dev.twinloop.cli;

import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.cli.io.Exports;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code twinloop devices}: what could compute here. */
@Command(
    name = "devices",
    description =
        "List every device of every backend: memory, units, driver. It compiles and tests nothing:"
            + " 'twinloop doctor' does.")
final class DevicesCommand implements Callable<Integer> {
  private final Io io;

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private TableOption output = new TableOption();

  private DevicesCommand(Io io) {
    this.io = io;
  }

  /** The command, without options of work: it does none. */
  static CommandLine of(Io io) {
    return WithoutOptions.of(
        new DevicesCommand(io), "--strategy", "--sample-rate", "--batch", "--compile-limit");
  }

  @Override
  public Integer call() throws IOException {
    try (Exports<TableFormat> files = output.open(io);
        Session session = new Session(io, common, common.configuration()).looking()) {
      DeviceSurvey survey = DeviceSurvey.listed(session, common.device());
      session.progress().clear();
      output.print(io, survey.table().problems(survey.problems()), files);
      if (output.format() != TableFormat.JSON) {
        survey.problems().forEach(io::complain);
      }
      return ExitCode.OK;
    }
  }
}
