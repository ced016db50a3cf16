package dev.twinloop.run;

/**
 * What may be under way at the same time. A task above the limits is refused or waits, as its
 * caller chose.
 *
 * @param tasks the number of tasks; default 1024
 * @param bytes the bytes in and out of these tasks, as their programs count them ({@link
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
