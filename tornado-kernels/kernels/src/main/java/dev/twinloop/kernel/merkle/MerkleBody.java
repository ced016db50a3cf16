package dev.twinloop.kernel.merkle;

import dev.twinloop.kernel.data.JdkDigest;
import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The nodes of a slice by the JDK's SHA-256: blocks of at most 2^10 leaves side by side, then the
 * few levels above them.
 */
record MerkleBody() implements HostBody<MerkleBuild, MerkleTree> {
  private static final int NODE = MerkleProgram.NODE_BYTES;
  private static final int MOST_BLOCK_LEVELS = 10;

  /** 128 leaves take some 15 µs, which is worth waking a thread. */
  private static final int LEAST_BLOCK_LEVELS = 7;

  private static final int BLOCKS_PER_CORE = 4;

  @Override
  public void compute(Part<MerkleBuild, MerkleTree> part, Cores cores) {
    Slice slice = part.slice();
    int height = TreeShape.height(slice.size());
    int levels = Math.min(height, blockLevels(slice.size(), cores.parallelism()));
    int blocks = ((slice.size() - 1) >> levels) + 1;
    byte[] tops = new byte[blocks * NODE];
    cores.runAll(
        blocks,
        block -> {
          long from = slice.from() + ((long) block << levels);
          int leaves = (int) Math.min(1L << levels, slice.to() - from);
          Climb climb = new Climb(part.task(), part.result(), from);
          byte[] nodes = climb.leaves(leaves);
          climb.up(nodes, leaves, 0, levels);
          System.arraycopy(nodes, 0, tops, block * NODE, NODE);
        });
    new Climb(part.task(), part.result(), slice.from()).up(tops, blocks, levels, height);
    part.result().levels().putRoot(height, slice, MemorySegment.ofArray(tops), 0);
  }

  /** Levels of a block: few enough for several blocks a core, where there are leaves enough. */
  private static int blockLevels(int leaves, int cores) {
    int levels = MOST_BLOCK_LEVELS;
    while (levels > LEAST_BLOCK_LEVELS && leaves >> levels < BLOCKS_PER_CORE * cores) {
      levels--;
    }
    return levels;
  }

  /** One thread's way up a subtree. */
  private static final class Climb {
    private final MerkleBuild task;
    private final MerkleTree result;
    private final long from;
    private final MessageDigest sha;

    Climb(MerkleBuild task, MerkleTree result, long from) {
      this.task = task;
      this.result = result;
      this.from = from;
      this.sha = JdkDigest.of("SHA-256");
    }

    /** The nodes of level 0. */
    byte[] leaves(int count) {
      byte[] nodes = new byte[count * NODE];
      if (task.scheme() != MerkleScheme.RFC6962) {
        task.leaves().copyTo(from, from + count, MemorySegment.ofArray(nodes), 0);
        return nodes;
      }
      for (int i = 0; i < count; i++) {
        sha.update((byte) 0);
        sha.update(task.leaves().leaf(from + i));
        digestInto(nodes, i);
      }
      return nodes;
    }

    /**
     * From {@code count} nodes of one level to the one node, or those there are, of another, which
     * lie where the nodes lay.
     */
    void up(byte[] nodes, int count, int level, int top) {
      int left = count;
      for (int l = level; l < top; l++) {
        parents(nodes, left);
        left = (left - 1) / 2 + 1;
        result.levels().put(l + 1, from >> (l + 1), left, MemorySegment.ofArray(nodes), 0);
      }
    }

    /** Each parent takes the place of nodes that were hashed before: nothing is allocated. */
    private void parents(byte[] nodes, int count) {
      for (int i = 0; i < count / 2; i++) {
        parent(nodes, 2 * i * NODE, 2 * i * NODE + NODE);
        finish(nodes, i);
      }
      if ((count & 1) == 1) {
        int last = (count - 1) * NODE;
        if (task.scheme() == MerkleScheme.BITCOIN) {
          parent(nodes, last, last);
          finish(nodes, count / 2);
        } else {
          System.arraycopy(nodes, last, nodes, count / 2 * NODE, NODE);
        }
      }
    }

    private void parent(byte[] nodes, int left, int right) {
      if (task.scheme() == MerkleScheme.RFC6962) {
        sha.update((byte) 1);
      }
      if (right == left + NODE) {
        sha.update(nodes, left, 2 * NODE);
      } else {
        sha.update(nodes, left, NODE);
        sha.update(nodes, right, NODE);
      }
    }

    private void finish(byte[] nodes, int index) {
      digestInto(nodes, index);
      if (task.scheme() == MerkleScheme.BITCOIN) {
        sha.update(nodes, index * NODE, NODE);
        digestInto(nodes, index);
      }
    }

    private void digestInto(byte[] nodes, int index) {
      try {
        sha.digest(nodes, index * NODE, NODE);
      } catch (DigestException e) {
        throw new IllegalStateException("sha256: digest of 32 bytes", e);
      }
    }
  }
}
