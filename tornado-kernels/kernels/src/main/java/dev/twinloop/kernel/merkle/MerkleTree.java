package dev.twinloop.kernel.merkle;

import dev.twinloop.kernel.merkle.NodeLevels.Place;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A computed Merkle tree: its root, and the audit path of every leaf.
 *
 * <p>Kept are a 56th of the nodes and the caller's leaves (see {@link Leaves} how long they must
 * stay): a path hashes some 64 leaves again. Thread-safe once the task is done; before, it is being
 * filled.
 */
public final class MerkleTree {
  private final MerkleScheme scheme;
  private final Leaves leaves;
  private final int height;
  private final NodeLevels levels;

  MerkleTree(MerkleBuild task, int lowestKept) {
    this.scheme = task.scheme();
    this.leaves = task.leaves();
    this.height = TreeShape.height(leaves.count());
    this.levels = new NodeLevels(leaves.count(), lowestKept);
  }

  /** How leaves and nodes are hashed. */
  public MerkleScheme scheme() {
    return scheme;
  }

  /** The number of leaves. */
  public long leafCount() {
    return leaves.count();
  }

  /**
   * The root: 32 bytes, save that the root of one leaf is the leaf itself where the scheme takes
   * leaves as nodes.
   */
  public byte[] root() {
    return node(new Place(height, 0), new NodeHash(scheme));
  }

  /** The root in lower-case hex, bytes in memory order (Bitcoin explorers show the reverse). */
  public String rootHex() {
    return HexFormat.of().formatHex(root());
  }

  /**
   * The audit path of a leaf.
   *
   * @param index 0 to {@code leafCount() - 1}
   */
  public MerkleProof proof(long index) {
    if (index < 0 || index >= leafCount()) {
      throw new IllegalArgumentException(
          "proof: index=" + index + ", accepted: 0 to " + (leafCount() - 1));
    }
    NodeHash hash = new NodeHash(scheme);
    List<byte[]> path = new ArrayList<>();
    for (int level = 0; level < height; level++) {
      long own = index >> level;
      if ((own ^ 1) < TreeShape.nodes(leafCount(), level)) {
        path.add(node(new Place(level, own ^ 1), hash));
      } else if (scheme == MerkleScheme.BITCOIN) {
        path.add(node(new Place(level, own), hash));
      }
    }
    return new MerkleProof(scheme, index, leafCount(), path);
  }

  NodeLevels levels() {
    return levels;
  }

  /** The node at a place: kept, or hashed from its children. */
  byte[] node(Place place, NodeHash hash) {
    return levels.get(place).orElseGet(() -> hashed(place, hash));
  }

  /** The node at a place, hashed from its children (or its leaf), whether it is kept or not. */
  byte[] hashed(Place place, NodeHash hash) {
    int level = place.level();
    if (level == 0) {
      return hash.leaf(leaves.leaf(place.index()));
    }
    byte[] left = node(new Place(level - 1, 2 * place.index()), hash);
    long right = 2 * place.index() + 1;
    return right < TreeShape.nodes(leafCount(), level - 1)
        ? hash.parent(left, node(new Place(level - 1, right), hash))
        : hash.lonely(left);
  }

  /** Computes the kept nodes that no slice brought: those above the slices. */
  void complete() {
    NodeHash hash = new NodeHash(scheme);
    levels.complete(place -> hashed(place, hash));
  }
}
