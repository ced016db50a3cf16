package dev.twinloop.engine;

import dev.twinloop.task.Program;
import java.util.List;

/**
 * The known-answer tests of one workload; found with {@link java.util.ServiceLoader}. A user's own
 * task may bring one, and then {@code twinloop doctor} and the scheduler's readmission of a device
 * use it like ours.
 */
public interface KnownAnswers {
  /** At least one test a task type; together well under a second on a CPU. */
  List<KnownAnswer<?>> all();

  /**
   * The tests that a device must pass before its first slice of a program: those of {@link #all}
   * whose task has this program. They are made when a device first compiles the program. A provider
   * whose tests take a while to make says here which of them a program needs, or that it needs
   * none.
   */
  default List<KnownAnswer<?>> of(Program<?, ?> program) {
    return all().stream()
        .filter(answer -> answer.task().program().program().equals(program))
        .toList();
  }
}
