package dev.twinloop.cli;

import dev.twinloop.cli.CommonOptions.StrategyName;
import dev.twinloop.policy.Strategy;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Takes options away from a command that has no use for them: to accept one and ignore it would be
 * a lie. Not in {@link CommonOptions}, which the plainest commands load, and they load no parser.
 */
public final class WithoutOptions {
  private WithoutOptions() {}

  /** The command without these of its options. */
  public static CommandLine of(Object command, String... names) {
    CommandLine line = new CommandLine(command);
    CommandSpec spec = line.getCommandSpec();
    for (String name : names) {
      spec.remove(spec.findOption(name));
    }
    return line;
  }

  /** The same command, with a strategy that is one of these: others would have no meaning. */
  static CommandLine strategies(CommandLine line, Strategy... accepted) {
    StrategyName names = new StrategyName(accepted);
    CommandSpec spec = line.getCommandSpec();
    OptionSpec all = spec.findOption("--strategy");
    spec.remove(all);
    spec.addOption(OptionSpec.builder(all).converters(names).completionCandidates(names).build());
    return line;
  }
}
