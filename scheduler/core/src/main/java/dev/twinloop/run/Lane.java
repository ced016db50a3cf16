package dev.twinloop.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that one place may take slices of, the most deserving first. A task stays until it has
 * nothing more for the place. Thread-safe.
 */
final class Lane {
  private final NavigableMap<Share.Mark, TaskRun<?>> waiting = new TreeMap<>();
  private final Map<TaskRun<?>, Share.Mark> marks = new HashMap<>();
  private volatile Share.@Nullable Mark head;
  private volatile int size;

  /** Adds a task, or puts it where it belongs by what it was served meanwhile. */
  synchronized void add(TaskRun<?> task) {
    remove(task);
    Share.Mark mark = task.share().mark();
    waiting.put(mark, task);
    marks.put(task, mark);
    head = waiting.firstKey();
    size = waiting.size();
  }

  /** Takes a task out. */
  synchronized void remove(TaskRun<?> task) {
    Share.Mark mark = marks.remove(task);
    if (mark != null) {
      waiting.remove(mark);
      head = waiting.isEmpty() ? null : waiting.firstKey();
      size = waiting.size();
    }
  }

  /** Where the most deserving task stands. */
  Share.@Nullable Mark head() {
    return head;
  }

  boolean isEmpty() {
    return head == null;
  }

  /** How many tasks there are. */
  int size() {
    return size;
  }

  /** The first few tasks, the most deserving first. */
  synchronized List<TaskRun<?>> first(int most) {
    return waiting.values().stream().limit(most).toList();
  }
}
