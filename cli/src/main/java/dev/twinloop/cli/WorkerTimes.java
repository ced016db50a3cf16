package dev.twinloop.cli;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Shows what workers say of their start and their compilations, for {@code --verbose}. Workers
 * write such lines into their logs, which reach this process as debug output; all other lines of
 * theirs stay there.
 */
final class WorkerTimes extends Handler implements AutoCloseable {
  /** Asks workers that are started from now on for these lines. */
  private static final String PROPERTY = "twinloop.compile.log";

  /** Held here because loggers that nobody holds forget their level. */
  private static final Logger WORKERS = Logger.getLogger("dev.twinloop.worker");

  private static final List<String> STEPS = List.of("started: ", "compiled: ", "opened: ");

  private final Io io;
  private final SimpleFormatter formatter = new SimpleFormatter();

  private WorkerTimes(Io io) {
    this.io = io;
    setLevel(Level.FINE);
  }

  /** Shows the lines until {@link #close}. */
  static WorkerTimes show(Io io) {
    System.setProperty(PROPERTY, "true");
    WorkerTimes shown = new WorkerTimes(io);
    WORKERS.setLevel(Level.FINE);
    WORKERS.addHandler(shown);
    return shown;
  }

  /** {@code worker cuda:0: INFO: compiled: …} without the level. */
  @Override
  public void publish(LogRecord line) {
    String text = formatter.formatMessage(line);
    for (String step : STEPS) {
      int at = text.indexOf(step);
      if (text.startsWith("worker ") && at > 0) {
        String worker = text.substring(0, text.indexOf(": ") + 2);
        io.caller().tell(() -> io.complain(worker + text.substring(at)));
        return;
      }
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    System.clearProperty(PROPERTY);
    WORKERS.removeHandler(this);
    WORKERS.setLevel(null);
    io.caller().settle();
  }
}
