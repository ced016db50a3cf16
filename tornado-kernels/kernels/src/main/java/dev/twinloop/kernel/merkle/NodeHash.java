package dev.twinloop.kernel.merkle;

import dev.twinloop.kernel.data.JdkDigest;
import java.security.MessageDigest;

/** Leaf and node hashes of a scheme by the JDK's own SHA-256. Not thread-safe. */
final class NodeHash {
  private final MerkleScheme scheme;
  private final MessageDigest sha;

  NodeHash(MerkleScheme scheme) {
    this.scheme = scheme;
    this.sha = JdkDigest.of("SHA-256");
  }

  /** The node of level 0 that stands for a leaf. */
  byte[] leaf(byte[] leaf) {
    if (scheme != MerkleScheme.RFC6962) {
      return leaf;
    }
    sha.update((byte) 0);
    return sha.digest(leaf);
  }

  /** The parent of two nodes. */
  byte[] parent(byte[] left, byte[] right) {
    if (scheme == MerkleScheme.RFC6962) {
      sha.update((byte) 1);
    }
    sha.update(left);
    byte[] hash = sha.digest(right);
    return scheme == MerkleScheme.BITCOIN ? sha.digest(hash) : hash;
  }

  /** The parent of a last node that has no sibling. */
  byte[] lonely(byte[] node) {
    return scheme == MerkleScheme.BITCOIN ? parent(node, node) : node;
  }
}
