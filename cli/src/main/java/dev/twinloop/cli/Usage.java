package dev.twinloop.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Command lines that are wrong. */
public final class Usage {
  private Usage() {}

  /**
   * What to throw where the values of options do not go together. A class of its own, so that a
   * command that throws it is started without loading picocli's.
   *
   * @param spec of the command; injected
   */
  public static RuntimeException refused(@Nullable CommandSpec spec, String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }

  /**
   * Refuses options that would have no effect.
   *
   * @param why such as {@code only with --compare}
   * @param options those that were not given are passed over
   * @throws ParameterException for the first that was given
   */
  public static void refuse(CommandSpec spec, String why, String... options) {
    ParseResult given = spec.commandLine().getParseResult();
    for (String option : options) {
      if (given.hasMatchedOption(option)) {
        throw refused(spec, option + ": " + why);
      }
    }
  }
}
