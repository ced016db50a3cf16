package dev.twinloop.kernel.merkle;

import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;

/**
 * The subtree of one slice: its counts, and its messages where leaves are hashed.
 *
 * <p>Where raw leaves are hashed two by two, a last odd leaf of {@link MerkleScheme#SHA256} is left
 * out on the device, and the few nodes above it are computed on the host; with {@link
 * MerkleScheme#BITCOIN} the leaf is copied twice, so that it pairs with itself.
 */
record SliceTree(MerkleBuild task, Slice slice, int base) {
  private boolean odd() {
    return base == 1 && (slice.size() & 1) == 1;
  }

  private boolean doubled() {
    return odd() && slice.size() > 1 && task.scheme() == MerkleScheme.BITCOIN;
  }

  /** Levels above the leaves. */
  int height() {
    return TreeShape.height(slice.size());
  }

  /** Nodes of the first level that the device computes or gets; 0 for one raw leaf. */
  int baseNodes() {
    return base == 0 ? slice.size() : slice.size() / 2 + (doubled() ? 1 : 0);
  }

  /** Nodes of a level that the device computes. */
  int nodes(int level) {
    return baseNodes() == 0 ? 0 : (int) TreeShape.nodes(baseNodes(), level - base);
  }

  /** Nodes of a level that the device computes rightly: without the last if it lacks a raw leaf. */
  int soundNodes(int level) {
    return odd() && !doubled() ? slice.size() >> level : nodes(level);
  }

  /** Whether the device computes the slice's root rightly. */
  boolean rootSound() {
    return baseNodes() > 0 && (!odd() || doubled());
  }

  /** Bytes that {@link #copyData} writes. */
  long dataBytes() {
    Leaves leaves = task.leaves();
    long bytes = leaves.start(slice.to()) - leaves.start(slice.from());
    return doubled() ? bytes + leaves.start(slice.to()) - leaves.start(slice.to() - 1) : bytes;
  }

  /** Copies the leaves. */
  void copyData(MemorySegment target, long at) {
    Leaves leaves = task.leaves();
    leaves.copyTo(slice.from(), slice.to(), target, at);
    if (doubled()) {
      long end = at + leaves.start(slice.to()) - leaves.start(slice.from());
      leaves.copyTo(slice.to() - 1, slice.to(), target, end);
    }
  }

  /** Where message {@code i} starts in the copied data; for {@code baseNodes()}, where it ends. */
  int messageStart(int i) {
    long leaf = slice.from() + ((long) i << base);
    return leaf > slice.to()
        ? (int) dataBytes()
        : (int) (task.leaves().start(leaf) - task.leaves().start(slice.from()));
  }
}
