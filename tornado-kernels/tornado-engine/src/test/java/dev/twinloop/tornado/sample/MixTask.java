package dev.twinloop.tornado.sample;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;

/**
 * A few additions and a multiplication.
 *
 * @param items how many, 1 or more
 * @param seed of the made-up inputs
 */
public record MixTask(long items, int seed) implements Task<long[]> {
  @Override
  public TaskType type() {
    return new TaskType("mix");
  }

  @Override
  public BoundProgram<long[]> program() {
    return BoundProgram.of(this, new MixProgram());
  }

  static int table(int i) {
    return i * i - 50;
  }

  int left(long item) {
    return (int) (item * 0x9E3779B9L) + seed;
  }

  long right(long item) {
    return (item + seed) * 0x9E3779B97F4A7C15L;
  }

  /** The right answer of an item that is number {@code local} in its slice. */
  long expected(long item, int local) {
    return (left(item) + table(local & 15)) * 3L + right(item);
  }

  /** The first wrong item of a task that was run in slices of {@code slice} items, or -1. */
  public long firstWrong(long[] result, int slice) {
    for (int i = 0; i < result.length; i++) {
      if (result[i] != expected(i, i % slice)) {
        return i;
      }
    }
    return -1;
  }
}
