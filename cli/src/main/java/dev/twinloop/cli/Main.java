package dev.twinloop.cli;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.scheduler.HybridScheduler;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Where the command starts. */
public final class Main {
  /** Held here because loggers that nobody holds forget their level. */
  private static final Logger SCHEDULER_LOG = Logger.getLogger(HybridScheduler.class.getName());

  private Main() {}

  /** Runs the command and ends the process with its exit status. */
  public static void main(String[] args) {
    SCHEDULER_LOG.setLevel(Level.OFF); // we print its events ourselves
    System.exit(run(Io.ofProcess(), args));
  }

  /** Runs the command over given streams; returns the exit status. */
  public static int run(Io io, String... args) {
    PrintWriter usage = new PrintWriter(io.out(), false, StandardCharsets.UTF_8);
    CommandLine command = Commands.all(io);
    command.setOut(usage);
    command.setErr(new PrintWriter(io.err(), true, StandardCharsets.UTF_8));
    command.setParameterExceptionHandler((e, _) -> misused(io, e));
    command.setExecutionExceptionHandler((e, _, _) -> failed(io, e));
    int status = command.execute(args);
    usage.flush();
    try {
      io.out().flush();
    } catch (IOException e) {
      return failed(io, e);
    }
    return status;
  }

  private static int misused(Io io, ParameterException e) {
    io.complain(message(e));
    io.err().println("Try 'twinloop" + advice(e.getCommandLine()) + "' for what it accepts.");
    return ExitCode.USAGE;
  }

  private static String advice(CommandLine command) {
    CommandLine parent = command.getParent();
    if (parent == null) {
      return " help";
    }
    String name = " " + command.getCommandName();
    return parent.getParent() == null
        ? " help" + name
        : " " + parent.getCommandName() + name + " --help"; // help knows one level only
  }

  private static int failed(Io io, Exception problem) {
    return switch (problem) {
      case DeviceException.Unavailable e -> complain(io, message(e), ExitCode.DEVICE_MISSING);
      case DeviceException.Mismatch e -> complain(io, message(e), ExitCode.DIFFERED);
      case UncheckedIOException e when e.getCause() != null -> failed(io, e.getCause());
      // The reader of our output has seen enough: nothing to tell anybody.
      case IOException e when "Broken pipe".equals(e.getMessage()) -> ExitCode.FAILED;
      case NoSuchFileException e ->
          complain(io, e.getFile() + ": No such file or directory", ExitCode.FAILED);
      case FileSystemException e when e.getReason() == null ->
          complain(io, e.getFile() + ": " + reason(e), ExitCode.FAILED);
      default -> complain(io, message(problem), ExitCode.FAILED);
    };
  }

  private static String reason(FileSystemException e) {
    return e instanceof java.nio.file.AccessDeniedException
        ? "Permission denied"
        : e.getClass().getSimpleName();
  }

  private static String message(Throwable problem) {
    String text = problem.getMessage();
    return text == null ? problem.toString() : text;
  }

  private static int complain(Io io, String message, int status) {
    io.complain(message);
    return status;
  }
}
