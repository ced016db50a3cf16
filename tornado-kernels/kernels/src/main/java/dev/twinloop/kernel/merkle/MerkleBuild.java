package dev.twinloop.kernel.merkle;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Builds a Merkle tree: its items are the leaves, its result serves the root and the audit path of
 * every leaf.
 *
 * <p>Any number of leaves from one up, each of 0 to 2^20 bytes. Leaves of 32 bytes are the fast
 * path of {@link MerkleScheme#SHA256} and {@link MerkleScheme#BITCOIN}; leaves of other lengths are
 * the raw nodes of their lowest level, as the definition says. Under these two a root does not say
 * where one leaf ends and the next begins: {@link MerkleStatement} does, for leaves of one length;
 * trees over leaves of different lengths have a root, but no proofs.
 *
 * @param scheme how leaves and nodes are hashed
 * @param leaves the leaves; see there how long their memory must stay
 */
public record MerkleBuild(MerkleScheme scheme, Leaves leaves) implements Task<MerkleTree> {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("merkle");

  /** The most leaves of a tree, 2^32 - 64: kept nodes of a level fill one array. */
  public static final long MOST_LEAVES = NodeLevels.most(MerkleProgram.LEAST_KEPT);

  public MerkleBuild {
    Objects.requireNonNull(scheme, "scheme");
    if (leaves.count() > MOST_LEAVES) {
      throw new IllegalArgumentException(
          "merkle tree: leaves=%d, accepted: 1 to %d".formatted(leaves.count(), MOST_LEAVES));
    }
  }

  /** A tree over consecutive leaves of one length: see {@link Leaves#fixed}. */
  public static MerkleBuild of(MerkleScheme scheme, MemorySegment leaves, int leafBytes) {
    return new MerkleBuild(scheme, Leaves.fixed(leaves, leafBytes));
  }

  @Override
  public TaskType type() {
    return TYPE;
  }

  @Override
  public long items() {
    return leaves.count();
  }

  @Override
  public BoundProgram<MerkleTree> program() {
    return BoundProgram.of(this, MerkleProgram.of(this));
  }
}
