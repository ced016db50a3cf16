package dev.twinloop.cli.ringct;

import dev.twinloop.cli.Io;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code twinloop clsag}: ring signatures, many at a time. */
@Command(
    name = "clsag",
    description =
        "Verify ring signatures of the CLSAG kind (Monero), many at a time. Only public data is involved.")
public final class ClsagCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private ClsagCommand() {}

  /** The command and its subcommands. */
  public static CommandLine of(Io io) {
    CommandLine command = new CommandLine(new ClsagCommand());
    command.addSubcommand(new ClsagVerifyCommand(io));
    return command;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "clsag: a subcommand is missing, accepted: "
            + String.join(", ", spec.subcommands().keySet()));
  }
}
