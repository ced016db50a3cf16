package dev.twinloop.cli.io;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;

/**
 * What has to be cleaned up when the process ends, by a signal too. Steps and the cleaning exclude
 * each other: what a step makes is either cleaned up, or not made at all.
 *
 * <pre>
 *   new EndOfProcess(cleaning)    the cleaning is registered
 *   step(…)                       does not return once the process ends
 *   close()                       the cleaning is forgotten
 * </pre>
 *
 * <p>Thread-safe.
 */
public final class EndOfProcess implements AutoCloseable {
  /** Work on files. */
  @FunctionalInterface
  public interface Step<T> {
    /** Does it. */
    T run() throws IOException;
  }

  private final Thread hook;
  private boolean ending;

  /** Registers what cleans up. It runs once at most, and meets no step half done. */
  public EndOfProcess(Runnable cleaning) {
    hook = new Thread(() -> end(cleaning), "twinloop-clean-up");
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      ending = true; // nothing can be registered any more: no step runs
    }
  }

  private synchronized void end(Runnable cleaning) {
    ending = true;
    cleaning.run();
  }

  /** Runs a step, whole. A thread that comes while the process ends ends with it. */
  public synchronized <T> T step(Step<T> step) throws IOException {
    while (ending) {
      boolean unused =
          Thread.interrupted(); // the interrupting thread ends with the process as well
      LockSupport.park(this);
    }
    return step.run();
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      System.getLogger(EndOfProcess.class.getName())
          .log(System.Logger.Level.DEBUG, "the process is ending, and the cleaning at work", e);
    }
  }
}
