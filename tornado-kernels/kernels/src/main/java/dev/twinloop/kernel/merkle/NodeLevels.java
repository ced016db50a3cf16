package dev.twinloop.kernel.merkle;

import dev.twinloop.kernel.merkle.kernels.SubtreeFold;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The nodes that are kept: every third level from {@code lowest} up, and the root of each slice.
 * Slices write their own nodes from several threads; readers come after all of them.
 */
final class NodeLevels {
  private static final int NODE = MerkleProgram.NODE_BYTES;
  private static final long MADE_AT_ONCE = 1 << 14;

  /** A node by its place. */
  record Place(int level, long index) {}

  /** The nodes of a level, and which of them are there. */
  private static final class Level {
    final MemorySegment nodes;
    final byte[] present;

    Level(int count) {
      nodes = MemorySegment.ofArray(new byte[count * NODE]);
      present = new byte[count];
    }

    /** The first is there, and each of the rest is what the one before it is. */
    boolean whole() {
      int rest = present.length - 1;
      return present[0] == 1 && Arrays.mismatch(present, 0, rest, present, 1, rest + 1) < 0;
    }
  }

  /** Half a megabyte for a million leaves: made while the device works, not before it may. */
  private final CompletableFuture<NavigableMap<Integer, Level>> levels;

  private final Map<Place, byte[]> roots = new ConcurrentHashMap<>();

  private final int lowest;

  NodeLevels(long leaves, int lowest) {
    this.lowest = lowest;
    this.levels =
        leaves <= MADE_AT_ONCE
            ? CompletableFuture.completedFuture(empty(leaves, lowest))
            : CompletableFuture.supplyAsync(
                () -> empty(leaves, lowest), Thread::startVirtualThread);
  }

  /** The most leaves of a tree of which this level and those above are kept. */
  static long most(int lowest) {
    return ((long) Integer.MAX_VALUE / NODE) << lowest;
  }

  private static NavigableMap<Integer, Level> empty(long leaves, int lowest) {
    NavigableMap<Integer, Level> levels = new TreeMap<>();
    for (int l = lowest; l < TreeShape.height(leaves); l += SubtreeFold.LEVELS) {
      levels.put(l, new Level((int) TreeShape.nodes(leaves, l)));
    }
    return levels;
  }

  /** The lowest level that is kept, whether this tree is high enough to have it or not. */
  int lowest() {
    return lowest;
  }

  /**
   * Fills in the nodes that are still missing, from the lowest level up. A raw leaf of another
   * length than a node's, moved up unchanged, stays missing.
   */
  void complete(Function<Place, byte[]> node) {
    levels
        .join()
        .forEach(
            (l, level) -> {
              for (int i = level.whole() ? level.present.length : 0;
                  i < level.present.length;
                  i++) {
                if (level.present[i] == 0) {
                  byte[] bytes = node.apply(new Place(l, i));
                  if (bytes.length == NODE) {
                    put(l, i, 1, MemorySegment.ofArray(bytes), 0);
                  }
                }
              }
            });
  }

  /** Keeps nodes of a level, if it is one that is kept. */
  void put(int level, long index, int count, MemorySegment source, long at) {
    Level kept = levels.join().get(level);
    if (kept != null) {
      MemorySegment.copy(source, at, kept.nodes, index * NODE, (long) count * NODE);
      Arrays.fill(kept.present, (int) index, (int) index + count, (byte) 1);
    }
  }

  /** Keeps the root of a slice. */
  void putRoot(int level, Slice slice, MemorySegment source, long at) {
    byte[] root = source.asSlice(at, NODE).toArray(ValueLayout.JAVA_BYTE);
    roots.put(new Place(level, slice.from() >> level), root);
  }

  /** The node at a place, if it is kept. */
  Optional<byte[]> get(Place place) {
    byte[] root = roots.get(place);
    if (root != null) {
      return Optional.of(root.clone());
    }
    Level kept = levels.join().get(place.level);
    return kept == null || kept.present[(int) place.index] == 0
        ? Optional.empty()
        : Optional.of(kept.nodes.asSlice(place.index * NODE, NODE).toArray(ValueLayout.JAVA_BYTE));
  }
}
