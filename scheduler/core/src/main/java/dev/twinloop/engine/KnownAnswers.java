package dev.twinloop.engine;

import dev.twinloop.task.Program;
import java.util.List;

/**
 * The known-answer tests of one workload. They are found with {@link java.util.ServiceLoader}. A
 * user's own task may bring such tests. Then {@code twinloop doctor} uses them like ours, and so
 * does the scheduler before it trusts a device again.
 */
public interface KnownAnswers {
  /** At least one test for each task type. Together they must take well under a second on a CPU. */
  List<KnownAnswer<?>> all();

  /**
   * The tests that a device must pass before its first slice of a program: the tests of {@link
   * #all} whose task has this program. They are made when a device first compiles the program. If
   * the tests of a provider take long to make, the provider overrides this method and returns only
   * the tests that the program needs, possibly none.
   */
  default List<KnownAnswer<?>> of(Program<?, ?> program) {
    return all().stream()
        .filter(answer -> answer.task().program().program().equals(program))
        .toList();
  }
}
