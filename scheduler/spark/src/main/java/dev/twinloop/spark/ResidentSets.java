package dev.twinloop.spark;

import dev.twinloop.kernel.msm.Bases;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an executor keeps between jobs because devices keep it too: sets of points, by the identity
 * that the driver gave them and the partition. Where they are too large together, those go first
 * that were not used for longest. Thread-safe.
 */
final class ResidentSets {
  private final long mostBytes;
  private final Map<Key, Bases> sets = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * Names a part of a set.
   *
   * @param set the driver's name of the set
   * @param partition which part
   */
  record Key(String set, int partition) {}

  /**
   * @param mostBytes of all points together; the newest set stays even if it alone has more
   */
  ResidentSets(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  synchronized Optional<Bases> find(Key key) {
    return Optional.ofNullable(sets.get(key));
  }

  synchronized void keep(Key key, Bases set) {
    Bases old = sets.put(key, set);
    bytes += set.points().byteSize() - (old == null ? 0 : old.points().byteSize());
    Iterator<Bases> oldest = sets.values().iterator();
    while (bytes > mostBytes && sets.size() > 1) {
      bytes -= oldest.next().points().byteSize();
      oldest.remove();
    }
  }
}
