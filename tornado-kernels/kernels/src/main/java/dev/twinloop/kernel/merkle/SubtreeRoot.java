package dev.twinloop.kernel.merkle;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The root of a whole subtree: node {@code index} of level {@code level}, which covers leaves
 * {@code index * 2^level} to {@code (index + 1) * 2^level}. A tree that is built in parts, on
 * several machines, is put together from these.
 *
 * @param level 0 (a leaf's node) to 62
 * @param index its place in its level, from 0
 * @param hash 32 bytes, save that a node of level 0 is the leaf itself where the scheme takes
 *     leaves as nodes
 */
@SuppressWarnings("ArrayRecordComponent")
public record SubtreeRoot(int level, long index, byte[] hash) implements Serializable {
  /** What {@code level} and {@code index} accept. */
  public SubtreeRoot {
    if (level < 0 || level > 62 || index < 0 || index > (Long.MAX_VALUE >> level) - 1) {
      throw new IllegalArgumentException(
          "subtree: level="
              + level
              + ", index="
              + index
              + ", accepted: level 0 to 62, leaves below 2^63");
    }
  }

  /** The first leaf. */
  public long from() {
    return index << level;
  }

  /** The leaf behind the last one. */
  public long to() {
    return (index + 1) << level;
  }

  /**
   * Appends a root to roots that it follows, and joins siblings as long as there are any. The list
   * stays as short as the range that it covers allows: at most two roots a level.
   *
   * @throws IllegalArgumentException if there is a gap before it
   */
  public static void push(MerkleScheme scheme, List<SubtreeRoot> roots, SubtreeRoot next) {
    if (!roots.isEmpty() && roots.getLast().to() != next.from()) {
      throw new IllegalArgumentException(
          "subtrees: one ends at leaf %d, the next starts at %d, accepted: without gaps"
              .formatted(roots.getLast().to(), next.from()));
    }
    NodeHash hash = new NodeHash(scheme);
    SubtreeRoot joined = next;
    while (!roots.isEmpty() && siblings(roots.getLast(), joined)) {
      SubtreeRoot left = roots.removeLast();
      joined =
          new SubtreeRoot(left.level + 1, left.index >> 1, hash.parent(left.hash, joined.hash));
    }
    roots.add(joined);
  }

  private static boolean siblings(SubtreeRoot left, SubtreeRoot right) {
    return left.level == right.level && (left.index & 1) == 0;
  }

  /**
   * The root of the tree over all leaves, equal to {@link MerkleTree#root} of one build.
   *
   * @param leaves how many leaves the tree has, at least 1
   * @param roots of subtrees that cover leaves 0 to {@code leaves} without gaps or overlaps, in any
   *     order
   * @throws IllegalArgumentException if they do not
   */
  public static byte[] merge(MerkleScheme scheme, long leaves, List<SubtreeRoot> roots) {
    List<SubtreeRoot> joined = new ArrayList<>();
    roots.stream()
        .sorted(Comparator.comparingLong(SubtreeRoot::from))
        .forEach(root -> push(scheme, joined, root));
    if (joined.isEmpty() || joined.getFirst().from() != 0 || joined.getLast().to() != leaves) {
      throw new IllegalArgumentException(
          "subtrees: cover leaves %s, accepted: 0 to %d"
              .formatted(
                  joined.isEmpty()
                      ? "none"
                      : joined.getFirst().from() + " to " + joined.getLast().to(),
                  leaves));
    }
    NodeHash hash = new NodeHash(scheme);
    SubtreeRoot last = joined.removeLast();
    byte[] node = last.hash;
    for (int level = last.level; level < TreeShape.height(leaves); level++) {
      boolean paired = !joined.isEmpty() && joined.getLast().level == level;
      node = paired ? hash.parent(joined.removeLast().hash, node) : hash.lonely(node);
    }
    return node;
  }
}
