package dev.twinloop.cli;

import dev.twinloop.cli.hash.HashCommand;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The plainest command lines: {@code --version}, and {@code hash FILE…} without an option. They are
 * understood without picocli, because it takes longer to read its annotations than to hash a small
 * file.
 */
final class Plain {
  private Plain() {}

  /** Whether a command line is one of these. */
  static boolean understands(String... args) {
    if (args.length == 0) {
      return false;
    }
    return args[0].equals("hash") ? operandsFollow(args) : asksForVersion(args);
  }

  private static boolean asksForVersion(String... args) {
    return args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"));
  }

  private static boolean operandsFollow(String... args) {
    for (String arg : args) {
      if (arg.startsWith("-") && !arg.equals("-")) {
        return false; // an option, or the end of all options
      }
    }
    return true;
  }

  /** Does it; returns the exit status. */
  static int execute(Io io, String... args) throws IOException {
    if (asksForVersion(args)) {
      for (String line : Build.read().lines()) {
        io.line(line);
      }
      io.out().flush();
      return ExitCode.OK;
    }
    List<String> files = Arrays.asList(args).subList(1, args.length);
    int status = HashCommand.of(io, files).call();
    io.out().flush();
    return status;
  }
}
