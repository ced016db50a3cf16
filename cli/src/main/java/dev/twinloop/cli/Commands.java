package dev.twinloop.cli;

import dev.twinloop.cli.daemon.DaemonCommand;
import dev.twinloop.cli.ecdsa.EcdsaCommand;
import dev.twinloop.cli.ed25519.Ed25519Command;
import dev.twinloop.cli.hash.HashCommand;
import dev.twinloop.cli.merkle.MerkleCommand;
import dev.twinloop.cli.merkle.MerkleVerifyCommand;
import dev.twinloop.cli.msm.MsmCommand;
import dev.twinloop.cli.ntt.NttCommand;
import dev.twinloop.cli.ringct.ClsagCommand;
import dev.twinloop.cli.ringct.RingCtCommand;
import dev.twinloop.cli.zk.ZkCommand;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

  @Spec private @Nullable CommandSpec spec;

  private Commands() {}

  @Option(
      names = "--class-path",
      paramLabel = "JARS",
      description =
          "Before the command: further jars, separated as in a class path. Their known answers are"
              + " asked of devices too, by doctor and before a device is trusted.")
  @SuppressWarnings("DoNotCallSuggester") // called where the launcher did not take the option
  void classPath(String jars) {
    throw Usage.refused(
        spec,
        "--class-path="
            + jars
            + " goes to the launcher, as the first argument; to java it is a part of -cp");
  }

  /** The commands by name, in the order of help. */
  private static Map<String, Function<Io, Object>> makers() {
    Map<String, Function<Io, Object>> makers = new LinkedHashMap<>();
    makers.put("hash", HashCommand::new);
    makers.put("merkle", MerkleCommand::new);
    makers.put("merkle-verify", MerkleVerifyCommand::new);
    makers.put("ecdsa", EcdsaCommand::of);
    makers.put("ed25519", Ed25519Command::of);
    makers.put("clsag", ClsagCommand::of);
    makers.put("ringct", RingCtCommand::of);
    makers.put("msm", MsmCommand::new);
    makers.put("ntt", NttCommand::new);
    makers.put("zk", ZkCommand::of);
    makers.put("bench", BenchCommand::of);
    makers.put("demo", DemoCommand::new);
    makers.put("drill", DrillCommand::of);
    makers.put("serve", ServeCommand::of);
    makers.put("daemon", DaemonCommand::of);
    makers.put("devices", DevicesCommand::of);
    makers.put("doctor", DoctorCommand::of);
    makers.put("check-kernel", CheckKernelCommand::new);
    makers.put("completion", CompletionCommand::new);
    return makers;
  }

  /**
   * The command line, as far as these arguments need it: to read the annotations of every command
   * takes longer than to hash a file.
   */
  static CommandLine needed(Io io, String... args) {
    Map<String, Function<Io, Object>> makers = makers();
    String first = args.length == 0 ? "" : args[0];
    Function<Io, Object> named = makers.get(first);
    boolean alone = named != null && !first.equals("completion"); // a script knows all of them
    return of(io, alone ? Map.of(first, named) : makers);
  }

  private static CommandLine of(Io io, Map<String, Function<Io, Object>> makers) {
    CommandLine command = new CommandLine(new Commands());
    makers.values().forEach(maker -> command.addSubcommand(maker.apply(io)));
    if (makers.size() > 1) {
      command.addSubcommand(new HelpForCommand());
      command.addSubcommand(new ManPagesCommand(io));
    }
    command.getSubcommands().values().forEach(Commands::complete);
    command.setUsageHelpWidth(WIDTH);
    command.setExpandAtFiles(false); // an argument may be the name of a file, such as @x
    command.setOverwrittenOptionsAllowed(true); // the last one counts, as with Unix tools
    command.setAllowSubcommandsAsOptionParameters(true); // a file may be named as a command is
    return command;
  }

  /** Every command, however deep it lies, has {@code --help} and {@code --version}. */
  private static void complete(CommandLine command) {
    CommandSpec unused =
        command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
    command.getSubcommands().values().forEach(Commands::complete);
  }

  /** The commands below one by name, in the order of help. */
  static Map<String, CommandLine> shown(CommandLine command) {
    Map<String, CommandLine> shown = new LinkedHashMap<>(command.getSubcommands());
    shown.values().removeIf(sub -> sub.getCommandSpec().usageMessage().hidden());
    return shown;
  }

  /** For {@code --version}. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
      return Build.read().lines();
    }
  }
}
