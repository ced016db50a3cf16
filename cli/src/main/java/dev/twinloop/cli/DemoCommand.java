package dev.twinloop.cli;

import dev.twinloop.bench.report.Table;
import dev.twinloop.bench.report.TableFormat;
import dev.twinloop.cli.io.Exports;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code twinloop demo}: real work, checked against the JDK. */
@Command(
    name = "demo",
    description = {
      "Hash the files of this clone and a million generated messages, build Merkle trees over the"
          + " files' digests and over a million leaves, check all of it against the JDK, and say"
          + " what ran where and how fast.",
      "Exit status 4 if anything differs."
    })
final class DemoCommand implements Callable<Integer> {
  private final Io io;

  @Mixin private CommonOptions common = new CommonOptions();
  @Mixin private TableOption output = new TableOption();

  @Option(
      names = "--quick",
      description =
          "Five turns of each row, an eighth of what is generated: shows the answers; its times"
              + " mean nothing.")
  private boolean quick;

  @Parameters(
      arity = "0..1",
      paramLabel = "FOLDER",
      description = "The files to hash. Default: the clone that this command was built in.")
  private String folder = System.getProperty("twinloop.home", ".");

  DemoCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    try (Exports<TableFormat> files = output.open(io);
        Session session = new Session(io, common).requireDevice()) {
      Demo demo =
          quick
              ? new Demo(session, Turns.Patience.NONE, 1 << 17)
              : new Demo(session, Turns.Patience.FULL, 1 << 20);
      Table table = demo.run(folder);
      session.progress().clear();
      output.print(io, table, files);
      return demo.differences() == 0 ? ExitCode.OK : ExitCode.DIFFERED;
    }
  }
}
