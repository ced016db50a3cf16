package dev.twinloop.cli;

import dev.twinloop.cli.ecdsa.EcdsaCommand;
import dev.twinloop.cli.hash.HashCommand;
import dev.twinloop.cli.merkle.MerkleCommand;
import dev.twinloop.cli.merkle.MerkleVerifyCommand;
import dev.twinloop.cli.msm.MsmCommand;
import dev.twinloop.cli.ntt.NttCommand;
import dev.twinloop.cli.zk.ZkCommand;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The command and its subcommands. */
@Command(
    name = "twinloop",
    mixinStandardHelpOptions = true,
    versionProvider = Commands.Version.class,
    description = "One annotated Java loop, on the GPU through TornadoVM or unchanged on the CPU.",
    footer = {
      "",
      "Exit status: 0 ok, 1 failed, 2 usage, 3 a required device is missing, 4 results differed.",
      "Data goes to stdout, everything else to stderr."
    })
final class Commands {
  /** How many columns help takes. */
  private static final int WIDTH = 96;

  private Commands() {}

  /** The whole command line. */
  static CommandLine all(Io io) {
    CommandLine command = new CommandLine(new Commands());
    command.addSubcommand(new HashCommand(io));
    command.addSubcommand(new MerkleCommand(io));
    command.addSubcommand(new MerkleVerifyCommand(io));
    command.addSubcommand(EcdsaCommand.of(io));
    command.addSubcommand(new MsmCommand(io));
    command.addSubcommand(new NttCommand(io));
    command.addSubcommand(ZkCommand.of(io));
    command.addSubcommand(BenchCommand.of(io));
    command.addSubcommand(new DemoCommand(io));
    command.addSubcommand(new DrillCommand(io));
    command.addSubcommand(new ServeCommand(io));
    command.addSubcommand(new DevicesCommand(io));
    command.addSubcommand(new DoctorCommand(io));
    command.addSubcommand(new CompletionCommand(io));
    command.addSubcommand(new HelpCommand());
    command.getSubcommands().values().stream()
        .filter(sub -> !(sub.getCommand() instanceof HelpCommand))
        .forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
    command.setUsageHelpWidth(WIDTH);
    command.setExpandAtFiles(false); // an argument may be the name of a file, such as @x
    command.setOverwrittenOptionsAllowed(true); // the last one counts, as with Unix tools
    return command;
  }

  /** Reads the version that the build wrote. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      return new String[] {"twinloop " + number(), "Java " + Runtime.version()};
    }

    static String number() throws IOException {
      try (InputStream in = Commands.class.getResourceAsStream("version.properties")) {
        Properties properties = new Properties();
        if (in != null) {
          properties.load(in);
        }
        return properties.getProperty("version", "unknown");
      }
    }
  }
}
