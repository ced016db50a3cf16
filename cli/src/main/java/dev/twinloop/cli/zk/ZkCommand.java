package dev.twinloop.cli.zk;

import dev.twinloop.cli.Io;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code twinloop zk}: proofs over circom's files. */
@Command(
    name = "zk",
    description =
        "Make and verify Groth16 proofs over circom's files (.zkey, .wtns, .r1cs, JSON) on bn128"
            + " (BN254) and bls12381. docs/zk.md has a path of five minutes.")
public final class ZkCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private ZkCommand() {}

  /** The command and its subcommands. */
  public static CommandLine of(Io io) {
    CommandLine command = new CommandLine(new ZkCommand());
    command.addSubcommand(ZkProveCommand.of(io));
    command.addSubcommand(new ZkVerifyCommand(io));
    command.addSubcommand(new ZkInfoCommand(io));
    command.addSubcommand(new ZkVkeyCommand(io));
    command.addSubcommand(new ZkSetupCommand(io));
    return command;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "zk: a subcommand is missing, accepted: " + String.join(", ", spec.subcommands().keySet()));
  }
}
