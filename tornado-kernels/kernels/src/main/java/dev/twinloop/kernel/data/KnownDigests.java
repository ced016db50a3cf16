package dev.twinloop.kernel.data;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.task.Task;
import java.util.List;

/** Published digests as known answers. */
public final class KnownDigests {
  private KnownDigests() {}

  /**
   * A task whose digests are published.
   *
   * @param expected one a message, lower-case hex digits
   */
  public static KnownAnswer<Digests> of(Task<Digests> task, List<String> expected) {
    return KnownAnswer.ofItems(task, expected::get, Digests::hex);
  }
}
