package dev.twinloop.kernel.merkle;

import dev.twinloop.kernel.merkle.NodeLevels.Place;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Recomputes random subtrees of a slice with the JDK's SHA-256.
 *
 * <p>A checked group is the 64 (or 128) leaves under one node of the lowest kept level, and from
 * there up each kept node on the way to the slice's root, hashed from the kept nodes three levels
 * below. So every check covers the root, and one group costs as many drawn items as it has leaves:
 * the sampler's rate is the share of leaves that are hashed again.
 */
final class MerkleCheck {
  private final MerkleTree tree;
  private final Slice slice;
  private final NodeHash hash;
  private final Set<Place> seen = new HashSet<>();
  private final int lowest;
  private final int height;

  MerkleCheck(MerkleTree tree, Slice slice) {
    this.tree = tree;
    this.slice = slice;
    this.hash = new NodeHash(tree.scheme());
    this.height = TreeShape.height(slice.size());
    this.lowest = Math.min(height, tree.levels().lowest());
  }

  CheckOutcome run(Sampler sampler) {
    Deque<Long> waiting = new ArrayDeque<>();
    Set<Long> drawn = new HashSet<>();
    int checked = 0;
    while (sampler.hasNext()) {
      long group = (slice.from() + sampler.next()) >> lowest;
      if (drawn.add(group)) {
        waiting.add(group);
      }
      if (checked < sampler.taken() && !waiting.isEmpty()) {
        checked += leavesOf(waiting.peek());
        Optional<CheckOutcome> wrong = wrong(waiting.remove());
        if (wrong.isPresent()) {
          return wrong.get();
        }
      }
    }
    return new CheckOutcome.Passed(Math.min(checked, slice.size()));
  }

  private int leavesOf(long group) {
    return (int) Math.min(1L << lowest, slice.to() - (group << lowest));
  }

  private Optional<CheckOutcome> wrong(long group) {
    for (int level = lowest; level <= height; level++) {
      Place place = new Place(level, group >> (level - lowest));
      Optional<byte[]> kept = tree.levels().get(place);
      if (kept.isPresent() && seen.add(place)) {
        byte[] expected = tree.hashed(place, hash);
        if (!Arrays.equals(expected, kept.get())) {
          return Optional.of(mismatch(place, expected, kept.get()));
        }
      }
    }
    return Optional.empty();
  }

  private static CheckOutcome mismatch(Place place, byte[] expected, byte[] actual) {
    return new CheckOutcome.Mismatch(
        place.index() << place.level(),
        "node %d of level %d: expected=%s, actual=%s"
            .formatted(
                place.index(),
                place.level(),
                HexFormat.of().formatHex(expected),
                HexFormat.of().formatHex(actual)));
  }
}
