package dev.twinloop.cli.ringct;

import dev.twinloop.cli.Io;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code twinloop ringct}: transactions with ring signatures, many at a time. */
@Command(
    name = "ringct",
    description =
        "Verify Monero transactions, or their range proofs alone, many at a time. Only public data is involved.")
public final class RingCtCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private RingCtCommand() {}

  /** The command and its subcommands. */
  public static CommandLine of(Io io) {
    CommandLine command = new CommandLine(new RingCtCommand());
    command.addSubcommand(new RingCtVerifyCommand(io));
    command.addSubcommand(new RangeProofsCommand(io));
    return command;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "ringct: a subcommand is missing, accepted: "
            + String.join(", ", spec.subcommands().keySet()));
  }
}
