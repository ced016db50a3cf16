package dev.twinloop.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

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
}
