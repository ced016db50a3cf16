package dev.twinloop.kernel.merkle;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * The audit path of one leaf: what it takes, beside the leaf, to compute the root.
 *
 * <p>Verification trusts {@code index} and {@code leafCount} as it trusts the root: take them from
 * the same source.
 *
 * @param scheme how leaves and nodes are hashed
 * @param index of the leaf
 * @param leafCount leaves of the tree
 * @param path siblings from leaf to root, 32 bytes each (a raw leaf of another length may stand for
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
   * Whether the path leads from this leaf to this root.
   *
   * @param leaf the leaf's data
   * @param root 32 bytes
   */
  public boolean verify(byte[] leaf, byte[] root) {
    NodeHash hash = new NodeHash(scheme);
    byte[] node = hash.leaf(leaf);
    int used = 0;
    int height = TreeShape.height(leafCount);
    for (int level = 0; level < height; level++) {
      long own = index >> level;
      boolean sibling = (own ^ 1) < TreeShape.nodes(leafCount, level);
      if (!sibling && scheme != MerkleScheme.BITCOIN) {
        continue;
      }
      if (used == path.size()) {
        return false;
      }
      byte[] other = path.get(used++);
      if (!sibling && !MessageDigest.isEqual(other, node)) {
        return false;
      }
      node = (own & 1) == 0 ? hash.parent(node, other) : hash.parent(other, node);
    }
    return used == path.size() && MessageDigest.isEqual(node, root);
  }
}
