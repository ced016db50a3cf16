package dev.twinloop.toy;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;

/** Doubles each of {@code values}. */
@SuppressWarnings("ArrayRecordComponent")
public record Doubling(int[] values, boolean uniform) implements Task<int[]> {
  /** The numbers 0, 1, 2, … */
  public static Doubling ofRange(int count) {
    int[] values = new int[count];
    java.util.Arrays.setAll(values, i -> i * 3 + 1);
    return new Doubling(values, false);
  }

  /** What the task should yield. */
  public int[] expected() {
    return java.util.Arrays.stream(values).map(v -> 2 * v).toArray();
  }

  @Override
  public TaskType type() {
    return new TaskType("doubling");
  }

  @Override
  public long items() {
    return values.length;
  }

  @Override
  public BoundProgram<int[]> program() {
    return BoundProgram.of(this, new DoublingProgram(uniform));
  }
}
