package dev.twinloop.toy;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Adds 0, 1, 2, … to tables that stay on the device: the k-th part of the result is over the k-th
 * of {@code tables}.
 *
 * @param tables a name each; a table is filled with its name's hash
 * @param starts told the table of each slice that is encoded
 * @param uploads told each table that a slot had to be given
 */
public record Adding(List<String> tables, Consumer<String> starts, Consumer<String> uploads)
    implements Task<int[]> {
  /** Items of a table. */
  public static final int PART = 1024;

  /** What the task should yield. */
  public int[] expected() {
    return IntStream.range(0, tables.size() * PART)
        .map(i -> tables.get(i / PART).hashCode() + i)
        .toArray();
  }

  String table(Slice slice) {
    return tables.get((int) (slice.from() / PART));
  }

  @Override
  public TaskType type() {
    return new TaskType("adding");
  }

  @Override
  public long items() {
    return (long) tables.size() * PART;
  }

  @Override
  public BoundProgram<int[]> program() {
    return BoundProgram.of(this, new AddingProgram());
  }
}
