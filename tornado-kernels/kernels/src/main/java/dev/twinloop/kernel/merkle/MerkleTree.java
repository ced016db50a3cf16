package dev.twinloop.kernel.merkle;

import dev.twinloop.kernel.merkle.NodeLevels.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

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
   * What this tree claims, for those who verify proofs: root, number and length of its leaves.
   *
   * @throws IllegalStateException if leaves differ in length and the scheme does not hash them one
   *     by one: then no proof is sound, because a root does not say where a leaf ends
   */
  public MerkleStatement statement() {
    return new MerkleStatement(scheme, root(), leafCount(), provenBytes());
  }

  private int provenBytes() {
    if (scheme.separatesLeaves()) {
      return MerkleStatement.ANY_LENGTH;
    }
    return leaves
        .leafBytes()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "merkle tree: leaves of different lengths, accepted for proofs under "
                        + scheme
                        + ": one length; RFC6962 takes any"));
  }

  /**
   * Whether the tree ends in two equal nodes on some level, as a list does whose end was repeated
   * (CVE-2012-2459). Bitcoin pairs a last odd node with itself, so that repeating it changes no
   * root: a caller that judges a block by its root must refuse such a list, as Bitcoin Core does.
   * Always false with other schemes.
   */
  public boolean mutated() {
    return equalEnds().findAny().isPresent();
  }

  /**
   * The length of the shortest list of this tree's first leaves that has the same root, if there is
   * one that is shorter. A tree of two equal nodes has none: one node is its own root.
   */
  public OptionalLong repeatedFrom() {
    return equalEnds()
        .mapToLong(level -> (TreeShape.nodes(leafCount(), level) - 1) << level)
        .filter(shorter -> TreeShape.height(shorter) == height)
        .min();
  }

  /** Levels whose last two nodes are equal, though neither is there for want of a sibling. */
  private IntStream equalEnds() {
    NodeHash hash = new NodeHash(scheme);
    return IntStream.range(0, scheme == MerkleScheme.BITCOIN ? height : 0)
        .filter(level -> (TreeShape.nodes(leafCount(), level) & 1) == 0)
        .filter(
            level -> {
              long last = TreeShape.nodes(leafCount(), level) - 1;
              return Arrays.equals(
                  node(new Place(level, last), hash), node(new Place(level, last - 1), hash));
            });
  }

  /**
   * The audit path of a leaf.
   *
   * @param index 0 to {@code leafCount() - 1}
   * @throws IllegalStateException if there is no {@link #statement} to verify it against
   */
  public MerkleProof proof(long index) {
    if (index < 0 || index >= leafCount()) {
      throw new IllegalArgumentException(
          "proof: index=" + index + ", accepted: 0 to " + (leafCount() - 1));
    }
    int unused = provenBytes(); // refuses
    return new MerkleProof(scheme, index, leafCount(), path(index));
  }

  /** The siblings of a leaf and of the nodes above it. */
  List<byte[]> path(long index) {
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
    return path;
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
