package dev.twinloop.bench;

/**
 * Something that {@code bench} can measure; found with {@link java.util.ServiceLoader}. A user's
 * own task may bring one, and then {@code twinloop bench NAME} measures it like ours.
 */
public interface BenchWork {
  /** By which the command line names it: lower-case letters, digits and hyphens. */
  String name();

  /**
   * Measures, and gives each row to the session's figures as soon as it is known.
   *
   * @throws dev.twinloop.engine.DeviceException if a device answers wrongly or is lost
   */
  void measure(BenchSession session);
}
