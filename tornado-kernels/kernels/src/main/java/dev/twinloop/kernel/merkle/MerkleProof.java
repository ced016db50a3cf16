package dev.twinloop.kernel.merkle;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The audit path of one leaf: what it takes, beside the leaf, to compute the root.
 *
 * <p>{@link #verify} holds it against a {@link MerkleStatement}. A proof claims where its leaf
 * stands: compare {@code index} with the one that was asked for.
 *
 * @param scheme how leaves and nodes are hashed
 * @param index of the leaf
 * @param leafCount leaves of the tree
 * @param path siblings from leaf to root, 32 bytes each (a raw leaf of another length stands for
 *     itself); a level where the node has no sibling contributes nothing, save with {@link
 *     MerkleScheme#BITCOIN}, where it contributes the node itself
 */
public record MerkleProof(MerkleScheme scheme, long index, long leafCount, List<byte[]> path) {
  public MerkleProof {
    if (leafCount < 1 || index < 0 || index >= leafCount) {
      throw new IllegalArgumentException(
          "proof: index="
              + index
              + ", leafCount="
              + leafCount
              + ", accepted: 0 <= index < leafCount");
    }
    path = path.stream().map(byte[]::clone).toList();
  }

  /** The siblings in hex, from leaf to root. */
  public List<String> pathHex() {
    return path.stream().map(HexFormat.of()::formatHex).toList();
  }

  /**
   * Whether this proves that a leaf stands at {@link #index} of the tree that is stated.
   *
   * <p>Whatever this proof says must agree with the statement: scheme, leaf count, the number of
   * nodes and the length of each. So nothing of a proof need be trusted.
   *
   * @param leaf the leaf's data, of the stated length
   * @param statement from a trusted source
   */
  public boolean verify(byte[] leaf, MerkleStatement statement) {
    if (scheme != statement.scheme()
        || leafCount != statement.leafCount()
        || !statement.accepts(leaf.length)
        || path.size() != statement.pathLength(index)) {
      return false;
    }
    NodeHash hash = new NodeHash(scheme);
    byte[] node = hash.leaf(leaf);
    int used = 0;
    for (int level = 0; level < TreeShape.height(leafCount); level++) {
      long own = index >> level;
      if (!statement.inPath(level, own)) {
        continue;
      }
      byte[] other = path.get(used++);
      boolean sibling = (own ^ 1) < TreeShape.nodes(leafCount, level);
      if (sibling
          ? other.length != statement.nodeBytes(level, own ^ 1)
          : !MessageDigest.isEqual(other, node)) {
        return false;
      }
      node = (own & 1) == 0 ? hash.parent(node, other) : hash.parent(other, node);
    }
    return MessageDigest.isEqual(node, statement.root());
  }
}
