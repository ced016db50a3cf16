package dev.twinloop.kernel.merkle;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;

/**
 * Builds a Merkle tree: its items are the leaves, its result serves the root and the audit path of
 * every leaf.
 *
 * <p>Any number of leaves from one up, each of 0 to 2^20 bytes. Leaves of 32 bytes are the fast
 * path of {@link MerkleScheme#SHA256} and {@link MerkleScheme#BITCOIN}; leaves of other lengths are
 * the raw nodes of their lowest level, as the definition says.
 *
 * @param scheme how leaves and nodes are hashed
 * @param leaves the leaves; see there how long their memory must stay
 */
public record MerkleBuild(MerkleScheme scheme, Leaves leaves) implements Task<MerkleTree> {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("merkle");

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
