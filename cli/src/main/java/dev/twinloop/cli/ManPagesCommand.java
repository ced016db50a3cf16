package dev.twinloop.cli;

import dev.twinloop.cli.io.Names;
import java.io.IOException;
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
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FOLDER", description = "Is made where it is missing.")
  private String folder = "";

  @Override
  public Integer call() throws IOException {
    write(Files.createDirectories(Names.path(folder)), spec.root().commandLine());
    return ExitCode.OK;
  }

  private static void write(Path folder, CommandLine command) throws IOException {
    CommandSpec shown = command.getCommandSpec();
    if (shown.usageMessage().hidden()) {
      return;
    }
    ManPage page = new ManPage(shown);
    Files.writeString(folder.resolve(page.name() + ".1"), page.text());
    for (CommandLine sub : command.getSubcommands().values()) {
      write(folder, sub);
    }
  }
}
