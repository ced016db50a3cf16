package dev.twinloop.bench;

import java.util.stream.IntStream;

/** Work on consecutive items, shared out evenly among threads. */
public final class Parts {
  /** Works on the items {@code [from, to)}. */
  public interface Part {
    void run(int from, int to);
  }

  private Parts() {}

  /** Runs all parts; the caller's thread takes its share. */
  public static void run(int threads, int count, Part part) {
    if (threads == 1) {
      part.run(0, count);
      return;
    }
    IntStream.range(0, threads) // the common pool has a thread a core, the caller's included
        .parallel()
        .forEach(
            t ->
                part.run(
                    (int) ((long) count * t / threads), (int) ((long) count * (t + 1) / threads)));
  }
}
