package dev.twinloop.cli.ed25519;

import dev.twinloop.cli.Io;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code twinloop ed25519}: signatures, many at a time. */
@Command(
    name = "ed25519",
    description = "Verify Ed25519 signatures, many at a time. Only public data is involved.")
public final class Ed25519Command implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private Ed25519Command() {}

  /** The command and its subcommands. */
  public static CommandLine of(Io io) {
    CommandLine command = new CommandLine(new Ed25519Command());
    command.addSubcommand(new VerifyCommand(io));
    return command;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "ed25519: a subcommand is missing, accepted: "
            + String.join(", ", spec.subcommands().keySet()));
  }
}
