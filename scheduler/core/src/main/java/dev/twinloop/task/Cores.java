package dev.twinloop.task;

import java.util.function.IntConsumer;

/**
 * The cores that one scheduler computes on, shared fairly by all its tasks. Thread-safe.
 *
 * <pre>
 *   runAll(5, part)   caller  0 . 2 . . 4        threads that are free take parts too; between two
 *                     thread  . 1 . 3 .          parts they turn to a task that deserves them more
 * </pre>
 */
public interface Cores {
  /** How many threads may compute at a time. */
  int parallelism();

  /**
   * Runs parts {@code 0} to {@code parts - 1}, each once, on the calling thread and on all threads
   * that are free. Returns when all parts have ended. A part should take 20 microseconds to 2
   * milliseconds. A shorter part is not worth a thread. A longer part makes other tasks wait.
   *
   * @throws RuntimeException or an Error: the exception of the first part that failed. Parts that
   *     had not begun by then do not run
   */
  void runAll(int parts, IntConsumer part);

  /** The calling thread alone. */
  static Cores one() {
    return new Cores() {
      @Override
      public int parallelism() {
        return 1;
      }

      @Override
      public void runAll(int parts, IntConsumer part) {
        for (int i = 0; i < parts; i++) {
          part.accept(i);
        }
      }
    };
  }
}
