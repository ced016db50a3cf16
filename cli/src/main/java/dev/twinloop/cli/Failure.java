package dev.twinloop.cli;

import dev.twinloop.cli.io.Input;
import dev.twinloop.cli.io.Reason;
import dev.twinloop.engine.DeviceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CancellationException;

/**
 * What a command that failed says: one line with a remedy, and the exit status. A stack trace is
 * for those who asked for one, with {@code --verbose} or {@code -Dtwinloop.debug=true}.
 *
 * @param io where it is said
 * @param verbose whether faults of our own come with their stack trace
 */
record Failure(Io io, boolean verbose) {
  /** Says what went wrong; returns the exit status. */
  int status(Throwable problem) {
    return switch (problem) {
      case DeviceException.Unavailable e -> complain(message(e), ExitCode.DEVICE_MISSING);
      case DeviceException.Mismatch e -> complain(message(e), ExitCode.DIFFERED);
      case DeviceException e -> complain(message(e), ExitCode.FAILED);
      case UncheckedIOException e -> status(cause(e));
      // The reader of our output has seen enough: nothing to tell anybody.
      case IOException e when Io.BROKEN_PIPE.equals(e.getMessage()) -> ExitCode.FAILED;
      case FileSystemException e ->
          complain(Input.shown(e.getFile()) + ": " + Reason.of(e), ExitCode.FAILED);
      case IOException e -> complain(message(e), ExitCode.FAILED);
      case IllegalArgumentException e when e.getClass() == IllegalArgumentException.class ->
          complain(message(e), ExitCode.FAILED);
      case ServiceConfigurationError e ->
          complain(
              message(e) + "; see META-INF/services in the jars of --class-path", ExitCode.FAILED);
      case CancellationException e -> complain(message(e), ExitCode.FAILED);
      default -> {
        told("internal error", problem);
        yield ExitCode.FAILED;
      }
    };
  }

  /** Says what went wrong where nobody waits for a status. */
  void told(String where, Throwable problem) {
    io.complain(
        switch (problem) {
          case OutOfMemoryError e -> outOfMemory(e);
          case StackOverflowError _ ->
              "the input is nested too deeply for the stack; TWINLOOP_JAVA_OPTS=-Xss64m gives more";
          case InternalError e when message(e).contains("memory access") ->
              "an input file was cut short while it was read; try again when nobody writes to it";
          default ->
              where
                  + ": "
                  + problem
                  + "; please report it, with the stack trace that --verbose prints";
        });
    if (verbose || Boolean.getBoolean("twinloop.debug")) {
      problem.printStackTrace(io.err());
    }
  }

  private static String outOfMemory(OutOfMemoryError e) {
    long heap = Runtime.getRuntime().maxMemory() >> 20;
    return "out of memory: %s (%d MiB of heap); TWINLOOP_JAVA_OPTS=-Xmx%dm gives more"
        .formatted(message(e), heap, 4 * heap);
  }

  private static Throwable cause(UncheckedIOException e) {
    IOException cause = e.getCause();
    return cause == null ? new IOException(e.getMessage()) : cause;
  }

  private static String message(Throwable problem) {
    String text = problem.getMessage();
    return text == null ? problem.toString() : text;
  }

  private int complain(String message, int status) {
    io.complain(message);
    return status;
  }
}
