package dev.twinloop.cli;

import dev.twinloop.cli.io.Names;
import dev.twinloop.cli.io.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code twinloop man-pages FOLDER}: one page a command, for packages. */
@Command(
    name = "man-pages",
    hidden = true,
    description = "Write a man page of each command into FOLDER.")
final class ManPagesCommand implements Callable<Integer> {
  private final Io io;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FOLDER", description = "Is made where it is missing.")
  private String folder = "";

  ManPagesCommand(Io io) {
    this.io = io;
  }

  @Override
  public Integer call() throws IOException {
    Path path = Names.path(folder);
    if (!Files.isDirectory(path)) { // a link to a folder is one
      Path unused = Files.createDirectories(path);
    }
    write(spec.root().commandLine());
    return ExitCode.OK;
  }

  private void write(CommandLine command) throws IOException {
    CommandSpec shown = command.getCommandSpec();
    if (shown.usageMessage().hidden()) {
      return;
    }
    ManPage page = new ManPage(shown);
    try (Output output = Output.open(io, folder + "/" + page.name() + ".1")) {
      output.stream().write(page.text().getBytes(StandardCharsets.UTF_8));
      output.commit();
    }
    for (CommandLine sub : command.getSubcommands().values()) {
      write(sub);
    }
  }
}
