package dev.twinloop.run;

import java.lang.ref.WeakReference;

/**
 * A collection of what was allocated lately, which is where results that nobody kept are: garbage
 * is made until the collector has taken an object that nobody can reach. That costs a few
 * milliseconds, whatever the size of the heap, where {@link System#gc} stops all threads for a look
 * at all of it.
 */
final class YoungCollection implements Runnable {
  /** A heap whose young part is larger than this collects of itself soon enough. */
  private static final long MOST_BYTES = 512L << 20;

  /** Small, so that no collector gives it a place of its own. */
  private static final int PIECE_BYTES = 16 << 10;

  private volatile byte[] last = {};

  @Override
  public void run() {
    WeakReference<Object> unreachable = new WeakReference<>(new Object());
    for (long made = 0; made < MOST_BYTES && unreachable.get() != null; made += PIECE_BYTES) {
      last = new byte[PIECE_BYTES];
    }
    last = new byte[0];
  }

  /** How large the last piece of garbage was: 0 when nothing is being collected. */
  int lastBytes() {
    return last.length;
  }
}
