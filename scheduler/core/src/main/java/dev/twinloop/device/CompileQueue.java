package dev.twinloop.device;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * The programs that wait for a device's compiler: new ones first, then further slots of programs
 * that have one. A few are compiled side by side; one that is suspected of ending its worker is
 * compiled alone, so that no other is blamed. Survives the device's lives. Guarded by the device's
 * lock.
 */
final class CompileQueue {
  private static final int MOST = 1024;
  private static final int SIDE_BY_SIDE = 3;

  private final SequencedMap<SlotKey, Wish> fresh = new LinkedHashMap<>();
  private final SequencedMap<SlotKey, Wish> further = new LinkedHashMap<>();
  private final Map<SlotKey, Wish> present = new HashMap<>();
  private final Predicate<SlotKey> suspect;
  private boolean alone;

  CompileQueue(Predicate<SlotKey> suspect) {
    this.suspect = suspect;
  }

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

  /** Whether nothing waits and nothing is compiled. */
  boolean idle() {
    return fresh.isEmpty() && further.isEmpty() && present.isEmpty();
  }

  /** Since when a program without a slot waits or is compiled. */
  Optional<Long> waitsSince(SlotKey key) {
    Wish now = present.get(key);
    return now != null && !now.further()
        ? Optional.of(now.sinceNs())
        : Optional.ofNullable(fresh.get(key)).map(Wish::sinceNs);
  }

  /** The programs without a slot that wait. */
  List<SlotKey> waiting() {
    return List.copyOf(fresh.keySet());
  }

  /** Takes the next wish, unless enough are being compiled; {@link #done} ends it. */
  Optional<Wish> begin() {
    if (alone || present.size() >= SIDE_BY_SIDE) {
      return Optional.empty();
    }
    return begin(_ -> true)
        .or(
            () ->
                Optional.ofNullable(further.pollFirstEntry()).map(next -> begun(next.getValue())));
  }

  /** Takes the first program that has no slot and is wanted. */
  Optional<Wish> begin(Predicate<SlotKey> wanted) {
    return fresh.keySet().stream()
        .filter(wanted)
        .filter(key -> present.isEmpty() || !suspect.test(key))
        .findFirst()
        .map(key -> begun(requireNonNull(fresh.remove(key))));
  }

  private Wish begun(Wish wish) {
    present.put(wish.key(), wish);
    alone = suspect.test(wish.key());
    return wish;
  }

  /** The wish that was begun is compiled, or never will be. */
  void done(Wish wish) {
    present.remove(wish.key());
    alone = false;
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
