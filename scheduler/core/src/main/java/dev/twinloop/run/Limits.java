package dev.twinloop.run;

/**
 * What may be under way at a time; more is refused, or waits, as its caller chose.
 *
 * @param tasks how many; default 1024
 * @param bytes in and out of them, as their programs count ({@link
 *     dev.twinloop.task.Slicing#bytesPerItem}); default 0: half of this machine's memory
 */
public record Limits(int tasks, long bytes) {
  public Limits {
    if (tasks < 1 || bytes < 0) {
      throw new IllegalArgumentException(
          "limits: tasks=" + tasks + ", bytes=" + bytes + ", accepted: 1 or more, 0 or more");
    }
  }
}
