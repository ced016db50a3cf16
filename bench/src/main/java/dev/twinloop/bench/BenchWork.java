package dev.twinloop.bench;

import dev.twinloop.kernel.group.Group;
import java.util.List;
import java.util.Set;

/**
 * Something that {@code bench} can measure; found with {@link java.util.ServiceLoader}. A user's
 * own task may bring one, and then {@code twinloop bench NAME} measures it like ours.
 */
public interface BenchWork {
  /** What of a plan a work may have no use for. */
  enum Setting {
    /** How many items a task has. */
    SIZES,
    /** Which share of the items is computed again. */
    SAMPLE_RATE
  }

  /** By which the command line names it: lower-case letters, digits and hyphens. */
  String name();

  /** The groups that a plan may choose from; empty if the work is not over groups. */
  default List<Group> groups() {
    return List.of();
  }

  /** What of a plan has no effect on this work. */
  default Set<Setting> unused() {
    return Set.of();
  }

  /**
   * Measures, and gives each row to the session's figures as soon as it is known.
   *
   * @throws dev.twinloop.engine.DeviceException if a device answers wrongly or is lost
   */
  void measure(BenchSession session);
}
