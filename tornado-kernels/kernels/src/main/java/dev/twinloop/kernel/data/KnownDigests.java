package dev.twinloop.kernel.data;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.task.Task;
import java.util.List;
import java.util.Optional;

/** Published digests as known answers. */
public final class KnownDigests {
  private KnownDigests() {}

  /**
   * A task whose digests are published.
   *
   * @param expected one a message, lower-case hex digits
   */
  public static KnownAnswer<Digests> of(Task<Digests> task, List<String> expected) {
    return new KnownAnswer<>(task, digests -> problem(task, digests, expected));
  }

  private static Optional<String> problem(
      Task<Digests> task, Digests digests, List<String> expected) {
    for (int i = 0; i < expected.size(); i++) {
      if (!digests.hex(i).equals(expected.get(i))) {
        return Optional.of(
            "%s: message %d of %d: expected=%s, actual=%s"
                .formatted(task.type(), i, expected.size(), expected.get(i), digests.hex(i)));
      }
    }
    return Optional.empty();
  }
}
