package dev.twinloop.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code twinloop help ecdsa verify}: the help of a command, however deep it lies. */
@Command(name = "help", description = "Print the help of COMMAND, such as: help ecdsa verify")
final class HelpForCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "A command, and a command of its own. Default: what commands there are.")
  private List<String> names = new ArrayList<>();

  @Override
  public Integer call() {
    CommandLine command = spec.root().commandLine();
    for (String name : names) {
      CommandLine next = command.getSubcommands().get(name);
      if (next == null) {
        throw new ParameterException(spec.commandLine(), unknown(command, name));
      }
      command = next;
    }
    command.usage(spec.root().commandLine().getOut());
    return ExitCode.OK;
  }

  private static String unknown(CommandLine command, String name) {
    Set<String> known = Commands.shown(command).keySet();
    List<String> near = Near.to(name, known);
    return "no command '"
        + name
        + "'"
        + (near.isEmpty()
            ? ", accepted: "
                + (known.isEmpty()
                    ? "none below " + command.getCommandName()
                    : String.join(", ", known))
            : "; near it: " + String.join(", ", near));
  }
}
