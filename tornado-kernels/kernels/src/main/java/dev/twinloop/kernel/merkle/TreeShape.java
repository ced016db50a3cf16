package dev.twinloop.kernel.merkle;

/** Counts in a binary tree that covers leaves from the left. Level 0 is the leaves. */
final class TreeShape {
  private TreeShape() {}

  /** Levels above the leaves: the smallest {@code h} with {@code 2^h >= leaves}. */
  static int height(long leaves) {
    return 64 - Long.numberOfLeadingZeros(leaves - 1);
  }

  /** Nodes of a level: {@code leaves / 2^level}, rounded up. */
  static long nodes(long leaves, int level) {
    return ((leaves - 1) >> level) + 1;
  }
}
