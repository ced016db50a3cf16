package dev.twinloop.spark;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an executor keeps between jobs because devices keep it too: sets of points, by the identity
 * that the driver gave them and the partition. The oldest go first. Thread-safe.
 */
final class ResidentSets {
  private static final int MOST = 64;

  /**
   * Names a part of a set.
   *
   * @param set the driver's name of the set
   * @param partition which part
   */
  record Key(String set, int partition) {}

  private final Map<Key, Object> sets = new LinkedHashMap<>(16, 0.75f, true);

  synchronized <T> Optional<T> find(Key key, Class<T> type) {
    return Optional.ofNullable(sets.get(key)).map(type::cast);
  }

  synchronized void keep(Key key, Object set) {
    sets.put(key, set);
    if (sets.size() > MOST) {
      sets.remove(sets.keySet().iterator().next());
    }
  }
}
