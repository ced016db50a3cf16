package dev.twinloop.cli;

import dev.twinloop.policy.Strategy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** A command line that picocli parses. */
final class ParsedCommand {
  private ParsedCommand() {}

  static int execute(Io io, Failure failure, String... args) throws IOException {
    PrintWriter usage = new PrintWriter(io.out(), false, StandardCharsets.UTF_8);
    CommandLine command = Commands.needed(io, args);
    command.setOut(usage);
    command.setErr(new PrintWriter(io.err(), true, StandardCharsets.UTF_8));
    command.setParameterExceptionHandler((e, _) -> misused(io, e));
    command.setExecutionStrategy(
        given -> {
          requireEffect(given);
          return new CommandLine.RunLast().execute(given);
        });
    boolean[] told = {false};
    command.setExecutionExceptionHandler(
        (e, _, _) -> {
          told[0] = true;
          return failure.status(e);
        });
    int status = command.execute(args);
    try {
      usage.flush();
      io.out().flush();
    } catch (IOException e) {
      if (!told[0]) {
        throw e;
      } // else one line says why there is no answer
    }
    return status;
  }

  /** Refuses what would be accepted and ignored, whatever the command. */
  private static void requireEffect(ParseResult given) {
    ParseResult at = given;
    while (at.hasSubcommand() && !at.isUsageHelpRequested() && !at.isVersionHelpRequested()) {
      ParseResult below = at.subcommand();
      String before =
          Stream.concat(
                  at.matchedOptions().stream().map(OptionSpec::longestName),
                  at.matchedPositionals().stream()
                      .flatMap(operand -> operand.originalStringValues().stream()))
              .findFirst()
              .orElse("");
      if (!before.isEmpty()) {
        throw new ParameterException(
            below.commandSpec().commandLine(),
            "%s: '%s' does not use what stands before it; its options go behind it"
                .formatted(before, below.commandSpec().qualifiedName()));
      }
      at = below;
    }
    Strategy strategy = at.matchedOptionValue("--strategy", Strategy.AUTO);
    String device = at.matchedOptionValue("--device", "cpu");
    if (strategy == Strategy.CPU_ONLY && !device.startsWith("cpu")) {
      throw new ParameterException(
          at.commandSpec().commandLine(),
          "--strategy: cpu-only, not with --device " + device + ", which would have no work");
    }
  }

  private static int misused(Io io, ParameterException e) {
    io.complain(e.getMessage() + meant(e));
    io.err().println("Try 'twinloop help" + path(e.getCommandLine()) + "' for what it accepts.");
    return ExitCode.USAGE;
  }

  /** What is spelled like the word that is not known. */
  private static String meant(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return "";
    }
    CommandLine command = e.getCommandLine();
    String word = unmatched.getUnmatched().getFirst();
    if (unmatched.isUnknownOption() && command.getParent() == null && ofACommand(command, word)) {
      return "; options of a command go behind it";
    }
    List<String> near =
        Near.to(
            word,
            unmatched.isUnknownOption()
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet());
    return near.isEmpty() ? "" : "; near it: " + String.join(", ", near);
  }

  private static boolean ofACommand(CommandLine command, String option) {
    String name = option.contains("=") ? option.substring(0, option.indexOf('=')) : option;
    return command.getSubcommands().values().stream()
        .anyMatch(sub -> sub.getCommandSpec().findOption(name) != null);
  }

  private static String path(CommandLine command) {
    CommandLine parent = command.getParent();
    boolean none = parent == null || command.getCommandName().equals("help");
    return none ? "" : path(parent) + " " + command.getCommandName();
  }
}
