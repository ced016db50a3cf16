package dev.twinloop.tornado.sample;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;

/**
 * {@code 3 base(i) + shift} for an array that stays on the device.
 *
 * @param items how many, 1 or more
 * @param factor of the base: its i-th number is {@code factor * i}
 * @param shift what is added
 */
public record ShiftTask(long items, int factor, int shift) implements Task<int[]> {
  @Override
  public TaskType type() {
    return new TaskType("shift");
  }

  int expected(int item) {
    return 3 * factor * item + shift;
  }

  @Override
  public BoundProgram<int[]> program() {
    return BoundProgram.of(this, new ShiftProgram());
  }
}
