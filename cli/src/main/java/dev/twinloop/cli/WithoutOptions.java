package dev.twinloop.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Takes options away from a command that has no use for them: to accept one and ignore it would be
 * a lie. Not in {@link CommonOptions}, which the plainest commands load, and they load no parser.
 */
final class WithoutOptions {
  private WithoutOptions() {}

  /** The command without these of its options. */
  static CommandLine of(Object command, String... names) {
    CommandLine line = new CommandLine(command);
    CommandSpec spec = line.getCommandSpec();
    for (String name : names) {
      spec.remove(spec.findOption(name));
    }
    return line;
  }
}
