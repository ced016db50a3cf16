package dev.twinloop.cli.ecdsa;

import dev.twinloop.cli.Io;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code twinloop ecdsa}: signatures, many at a time. */
@Command(
    name = "ecdsa",
    description =
        "Verify ECDSA signatures, or recover keys from them, many at a time. Only public data is"
            + " involved.")
public final class EcdsaCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private EcdsaCommand() {}

  /** The command and its subcommands. */
  public static CommandLine of(Io io) {
    CommandLine command = new CommandLine(new EcdsaCommand());
    command.addSubcommand(new VerifyCommand(io));
    command.addSubcommand(new RecoverCommand(io));
    return command;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "ecdsa: a subcommand is missing, accepted: "
            + String.join(", ", spec.subcommands().keySet()));
  }
}
