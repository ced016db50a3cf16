package dev.twinloop.kernel.merkle;

import dev.twinloop.kernel.merkle.kernels.SubtreeFold;
import java.util.ArrayList;
import java.util.List;

/**
 * The folds of one capacity class, from the first level of nodes to the root.
 *
 * <pre>
 *   2^20 leaves:  level 0 ─▶ 3 ─▶ 6 ─▶ 9 ─▶ 12 ─▶ 15 ─▶ 18 ─▶ 20
 *   lies in       "base"    "low"  └──────── "tree" ────────┘
 * </pre>
 *
 * The tree array holds its levels one after the other, each in a region of at least eight nodes, so
 * that a turn may always read eight. Only the tree travels back: a 56th of the leaves.
 *
 * @param folds in the order they run, at least one
 * @param treeNodes nodes of all regions of the tree array
 */
record FoldPlan(List<Fold> folds, int treeNodes) {
  static final String BASE = "base";
  static final String LOW = "low";
  static final String TREE = "tree";

  /**
   * One launch.
   *
   * @param level whose nodes it takes
   * @param top whose nodes it yields: up to three levels higher
   * @param in the array that holds {@code level}
   * @param inAt first node of it there
   * @param out the array that holds {@code top}
   * @param outAt first node of it there
   * @param turns nodes of {@code top} at this capacity
   */
  record Fold(int level, int top, String in, int inAt, String out, int outAt, int turns) {}

  /**
   * @param capacity leaves, a power of two
   * @param base the first level of nodes: 0, or 1 where leaves are hashed two by two
   */
  static FoldPlan of(int capacity, int base) {
    int height = TreeShape.height(capacity);
    List<Fold> folds = new ArrayList<>();
    int used = 0;
    int level = base;
    String in = BASE;
    int inAt = 0;
    do {
      int top = Math.max(level, Math.min(level + SubtreeFold.LEVELS, height));
      boolean low = level == base && top < height;
      int turns = Math.max(1, capacity >> top);
      int outAt = low ? 0 : used;
      folds.add(new Fold(level, top, in, inAt, low ? LOW : TREE, outAt, turns));
      used += low ? 0 : region(turns);
      in = low ? LOW : TREE;
      inAt = outAt;
      level = top;
    } while (level < height);
    return new FoldPlan(List.copyOf(folds), used);
  }

  /** Nodes of a region that holds this number. */
  static int region(int nodes) {
    return Math.max(SubtreeFold.WIDTH, nodes);
  }

  /**
   * Loop turns of each launch within one array: those of the largest. With turns of their own, five
   * launches would be five kernels, since lengths are constants of a kernel; a turn without a node
   * does nothing.
   */
  int climbTurns() {
    return folds.stream()
        .filter(fold -> fold.in().equals(fold.out()))
        .mapToInt(Fold::turns)
        .max()
        .orElse(1);
  }

  /** The last launch, which yields the root. */
  Fold last() {
    return folds.getLast();
  }
}
