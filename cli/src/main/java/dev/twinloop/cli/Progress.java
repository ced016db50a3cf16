package dev.twinloop.cli;

import dev.twinloop.scheduler.SchedulerEvent;
import java.io.PrintStream;
import java.util.Locale;

/**
 * A bar on a terminal, redrawn a few times a second, and the scheduler's events as lines. Silent
 * where nobody watches, unless {@code --verbose} asked for the events; but a device that failed or
 * answered wrongly is always named. Thread-safe.
 */
public final class Progress {
  private static final int WIDTH = 30;
  private static final long REDRAW_NS = 150_000_000;

  private final Io io;
  private final PrintStream err;
  private final boolean bar;
  private final boolean verbose;
  private long drawnNs = System.nanoTime();
  private boolean onScreen;

  Progress(Io io, boolean bar, boolean verbose) {
    this.io = io;
    this.err = io.err();
    this.bar = bar;
    this.verbose = verbose;
  }

  /**
   * Redraws the bar if it is due.
   *
   * @param done units done
   * @param total units in all; 0 if not known
   * @param unit what is counted
   */
  public synchronized void show(long done, long total, String unit) {
    long now = System.nanoTime();
    if (!bar || now - drawnNs < REDRAW_NS) {
      return;
    }
    drawnNs = now;
    onScreen = true;
    if (total <= 0) {
      err.printf(Locale.ROOT, "\r\033[K%,d %s", done, unit);
    } else {
      int full = (int) Math.min(WIDTH, WIDTH * done / total);
      err.printf(
          Locale.ROOT,
          "\r\033[K[%s%s] %3d %%  %,d of %,d %s",
          "=".repeat(full),
          " ".repeat(WIDTH - full),
          Math.min(100, 100 * done / total),
          done,
          total,
          unit);
    }
    err.flush();
  }

  /** Says what is being done, where somebody watches. */
  public synchronized void say(String text) {
    if (bar || verbose) {
      clear();
      io.complain(text);
    }
  }

  /** Prints what the scheduler has to say. */
  synchronized void event(SchedulerEvent event) {
    boolean shown =
        switch (event.kind()) {
          case MISMATCH, FALLBACK, DOUBTED, DEVICE_UNHEALTHY -> true;
          case WORKER_STARTING, WORKER_STARTED, PROGRAM_COMPILED, PROGRAM_REFUSED, DEVICE_READY ->
              bar || verbose;
          // The report has the first among its notes, and the last ends the command.
          case DEVICE_UNAVAILABLE, DISCOVERING, DEVICE_FOUND, PROGRAM_COMPILING, TASK_FAILED ->
              false;
        };
    if (shown) {
      clear();
      io.complain(event.deviceId() + ": " + event.text());
    }
  }

  /** Takes the bar off the screen. */
  public synchronized void clear() {
    if (onScreen) {
      err.print("\r\033[K");
      err.flush();
      onScreen = false;
    }
  }
}
