package dev.twinloop.cpu.example;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;

/**
 * How many steps each number takes to reach 1.
 *
 * @param numbers at least one long, each 1 to 2^32; not copied
 * @param limit most steps to take, 1 or more
 */
public record Collatz(MemorySegment numbers, int limit) implements Task<int[]> {
  public Collatz {
    long count = numbers.byteSize() / 8;
    if (count == 0 || count > Integer.MAX_VALUE - 8 || limit < 1) {
      throw new IllegalArgumentException(
          "collatz: count=%d, limit=%d, accepted: 1 or more of each, count below 2^31 - 8"
              .formatted(count, limit));
    }
    for (long i = 0; i < count; i++) {
      long number = numbers.get(JAVA_LONG_UNALIGNED, i * 8);
      if (number < 1 || number > 1L << 32) {
        throw new IllegalArgumentException("collatz: number=" + number + ", accepted: 1 to 2^32");
      }
    }
  }

  @Override
  public TaskType type() {
    return new TaskType("collatz");
  }

  @Override
  public long items() {
    return numbers.byteSize() / 8;
  }

  @Override
  public BoundProgram<int[]> program() {
    return BoundProgram.of(this, new CollatzProgram());
  }
}
