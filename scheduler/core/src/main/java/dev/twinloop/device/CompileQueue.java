package dev.twinloop.device;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The programs that wait for a device's compiler: new ones first, then further slots of programs
 * that have one. One is compiled at a time. Survives the device's lives. Guarded by the device's
 * lock.
 */
final class CompileQueue {
  private static final int MOST = 1024;

  private final SequencedMap<SlotKey, Wish> fresh = new LinkedHashMap<>();
  private final SequencedMap<SlotKey, Wish> further = new LinkedHashMap<>();
  private @Nullable Wish present;

  /**
   * A program that somebody wants compiled.
   *
   * @param key what
   * @param traceId the task that asked first, or empty
   * @param sinceNs when
   * @param further whether the program has a slot already
   */
  record Wish(SlotKey key, String traceId, long sinceNs, boolean further) {}

  /** Adds a wish; a program that waits already keeps its place. */
  void add(Wish wish) {
    SequencedMap<SlotKey, Wish> queue = wish.further() ? further : fresh;
    queue.putIfAbsent(wish.key(), wish);
    if (queue.size() > MOST) {
      queue.pollFirstEntry();
    }
  }

  /** Since when a program without a slot waits or is compiled. */
  Optional<Long> waitsSince(SlotKey key) {
    Wish now = present;
    return now != null && now.key().equals(key)
        ? Optional.of(now.sinceNs())
        : Optional.ofNullable(fresh.get(key)).map(Wish::sinceNs);
  }

  /** Takes the next wish, unless another is being compiled; {@link #done} ends it. */
  Optional<Wish> begin() {
    return begin(_ -> true, true);
  }

  /** Takes the first program that has no slot and can be tried. */
  Optional<Wish> begin(Predicate<SlotKey> triable) {
    return begin(triable, false);
  }

  private Optional<Wish> begin(Predicate<SlotKey> wanted, boolean alsoFurther) {
    if (present != null) {
      return Optional.empty();
    }
    Optional<SlotKey> next = fresh.keySet().stream().filter(wanted).findFirst();
    if (next.isPresent()) {
      present = fresh.remove(next.get());
    } else if (alsoFurther && !further.isEmpty()) {
      present = further.pollFirstEntry().getValue();
    }
    return Optional.ofNullable(present);
  }

  /** The wish that was begun is compiled, or never will be. */
  void done() {
    present = null;
  }

  /** A life ended: further slots of it are not wanted any more. */
  void lifeEnded() {
    further.clear();
  }

  void clear() {
    fresh.clear();
    further.clear();
  }
}
