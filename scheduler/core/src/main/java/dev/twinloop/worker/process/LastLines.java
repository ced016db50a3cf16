package dev.twinloop.worker.process;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The last lines of a log. Thread-safe. */
final class LastLines {
  private static final int KEPT = 20;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    lines.addLast(line);
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
    notifyAll();
  }

  /** The last one; empty if there was none. */
  synchronized Optional<String> last() {
    return Optional.ofNullable(lines.peekLast());
  }

  /** Waits until one of them contains a text. */
  synchronized void await(String text) throws InterruptedException {
    while (lines.stream().noneMatch(line -> line.contains(text))) {
      wait();
    }
  }

  /** The length of the longest one, 0 if there is none. */
  synchronized int longest() {
    return lines.stream().mapToInt(String::length).max().orElse(0);
  }
}
