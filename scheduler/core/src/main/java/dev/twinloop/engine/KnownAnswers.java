package dev.twinloop.engine;

import java.util.List;

/**
 * The known-answer tests of one workload; found with {@link java.util.ServiceLoader}. A user's own
 * task may bring one, and then {@code twinloop doctor} and the scheduler's readmission of a device
 * use it like ours.
 */
public interface KnownAnswers {
  /** At least one test a task type; together well under a second on a CPU. */
  List<KnownAnswer<?>> all();
}
