package dev.twinloop.kernel.merkle;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a verifier must know of a tree, from a source it trusts: with less, proofs can be forged
 * ({@link MerkleScheme} says how).
 *
 * <p>Against a statement, index and leaf count fix the number of a proof's nodes, and the leaves'
 * length fixes the length of each: a leaf is accepted only if it is the tree's, or SHA-256 has a
 * collision.
 */
public final class MerkleStatement {
  /** Stands for leaves of any lengths, where the scheme hashes each by itself. */
  public static final int ANY_LENGTH = -1;

  private final MerkleScheme scheme;
  private final byte[] root;
  private final long leafCount;
  private final int leafBytes;

  /**
   * A statement.
   *
   * @param scheme how leaves and nodes are hashed
   * @param root 32 bytes; the root of one leaf is that leaf unless the scheme hashes leaves
   * @param leafCount at least 1
   * @param leafBytes length of each leaf, 0 to 2^20; {@link #ANY_LENGTH} with {@link
   *     MerkleScheme#RFC6962} alone
   * @throws IllegalArgumentException if a value is out of its range
   */
  public MerkleStatement(MerkleScheme scheme, byte[] root, long leafCount, int leafBytes) {
    if (leafCount < 1) {
      throw new IllegalArgumentException(
          "merkle statement: leafCount=" + leafCount + ", accepted: from 1");
    }
    boolean any = leafBytes == ANY_LENGTH && scheme.separatesLeaves();
    if (!any && (leafBytes < 0 || leafBytes > Leaves.MAX_LEAF_BYTES)) {
      throw new IllegalArgumentException(
          "merkle statement: leafBytes=%d, accepted under %s: %s0 to %d"
              .formatted(
                  leafBytes,
                  scheme,
                  scheme.separatesLeaves() ? "-1 for any length, or " : "",
                  Leaves.MAX_LEAF_BYTES));
    }
    int rootBytes =
        leafCount == 1 && !scheme.separatesLeaves() ? leafBytes : MerkleProgram.NODE_BYTES;
    if (root.length != rootBytes) {
      throw new IllegalArgumentException(
          "merkle statement: root of %d bytes, accepted: %d".formatted(root.length, rootBytes));
    }
    this.scheme = scheme;
    this.root = root.clone();
    this.leafCount = leafCount;
    this.leafBytes = leafBytes;
  }

  /** How leaves and nodes are hashed. */
  public MerkleScheme scheme() {
    return scheme;
  }

  /** A copy of the root. */
  public byte[] root() {
    return root.clone();
  }

  /** How many leaves the tree has. */
  public long leafCount() {
    return leafCount;
  }

  /** The length of each leaf in bytes, or {@link #ANY_LENGTH}. */
  public int leafBytes() {
    return leafBytes;
  }

  /** Whether a leaf of this length can be one of the tree's. */
  public boolean accepts(int bytes) {
    return leafBytes == ANY_LENGTH || leafBytes == bytes;
  }

  /**
   * How many nodes the audit path of a leaf has.
   *
   * @throws IllegalArgumentException if there is no such leaf
   */
  public int pathLength(long index) {
    if (index < 0 || index >= leafCount) {
      throw new IllegalArgumentException(
          "merkle statement: index=" + index + ", accepted: 0 to " + (leafCount - 1));
    }
    int length = 0;
    for (int level = 0; level < TreeShape.height(leafCount); level++) {
      length += inPath(level, index >> level) ? 1 : 0;
    }
    return length;
  }

  /** Whether a path has a node beside node {@code own} of a level. */
  boolean inPath(int level, long own) {
    return scheme == MerkleScheme.BITCOIN || (own ^ 1) < TreeShape.nodes(leafCount, level);
  }

  /** The length of a node: that of a leaf where the node is one, unhashed. */
  int nodeBytes(int level, long index) {
    boolean leaf =
        switch (scheme) {
          case RFC6962 -> false;
          case BITCOIN -> level == 0;
          case SHA256 -> level == 0 || index << level == leafCount - 1; // moved up unchanged
        };
    return leaf ? leafBytes : MerkleProgram.NODE_BYTES;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MerkleStatement that
        && scheme == that.scheme
        && leafCount == that.leafCount
        && leafBytes == that.leafBytes
        && Arrays.equals(root, that.root);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(root);
  }

  @Override
  public String toString() {
    return "MerkleStatement[scheme=%s, root=%s, leafCount=%d, leafBytes=%d]"
        .formatted(scheme, HexFormat.of().formatHex(root), leafCount, leafBytes);
  }
}
