package dev.twinloop.cli;

import dev.twinloop.cli.daemon.Visitor;
import dev.twinloop.cli.io.Names;
import java.util.List;
import java.util.OptionalInt;

/** Where the command starts. */
public final class Main {
  private Main() {}

  /** Runs the command and ends the process with its exit status. */
  public static void main(String[] args) {
    Io io = Io.ofProcess();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, problem) -> new Failure(io, false).told("thread " + thread.getName(), problem));
    String[] given = Names.arguments(args);
    boolean plain = Plain.understands(given);
    OptionalInt elsewhere = plain ? OptionalInt.empty() : Visitor.visit(io, given);
    if (elsewhere.isPresent()) {
      Runtime.getRuntime().halt(elsewhere.getAsInt()); // nothing runs here that has to end
    }
    int status = run(io, given);
    if (status != ExitCode.OK || !plain) {
      System.exit(status);
    }
    // Nothing runs any more, and the JVM ends by itself: System.exit looks into every jar for a
    // logger to tell, which takes longer than the command.
  }

  /** Runs the command over given streams; returns the exit status. */
  public static int run(Io io, String... args) {
    Failure failure = new Failure(io, List.of(args).contains("--verbose"));
    try {
      return Plain.understands(args)
          ? Plain.execute(io, args)
          : ParsedCommand.execute(io, failure, args);
    } catch (Exception | Error e) {
      return failure.status(e);
    }
  }
}
