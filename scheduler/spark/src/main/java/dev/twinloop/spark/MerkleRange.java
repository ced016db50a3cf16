package dev.twinloop.spark;

import dev.twinloop.kernel.merkle.Leaves;
import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.merkle.MerkleTree;
import dev.twinloop.kernel.merkle.SubtreeRoot;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Reduces the leaves of one partition, leaves {@code from} to {@code to} of a tree, to the roots of
 * the largest subtrees that lie in that range whole. The partition streams through blocks of at
 * most a batch's bytes.
 *
 * <pre>
 *   leaves   5 | 6 7 | 8 9 10 11 12 13 14 15 | 16 17 18 19 | 20
 *   roots    5 | 6-7 | 8-15                  | 16-19       | 20
 * </pre>
 */
final class MerkleRange {
  private final MerkleScheme scheme;
  private final int leafBytes;
  private final PartitionWork work;
  private final int largest;

  MerkleRange(MerkleScheme scheme, int leafBytes, SparkOptions options, TaskTotals totals) {
    this.scheme = scheme;
    this.leafBytes = leafBytes;
    this.work = PartitionWork.begin(options, totals);
    long fitting = Math.clamp(options.batchBytes() / leafBytes, 1, options.batchRecords());
    this.largest = Integer.highestOneBit((int) fitting);
  }

  /**
   * Checks, on the driver, that a scheme takes leaves of this length.
   *
   * @throws IllegalArgumentException if it does not
   */
  static void requireLeaves(MerkleScheme scheme, int leafBytes) {
    if (leafBytes < 1 || leafBytes > Leaves.MAX_LEAF_BYTES) {
      throw new IllegalArgumentException(
          "merkle: leafBytes=%d, accepted: 1 to %d".formatted(leafBytes, Leaves.MAX_LEAF_BYTES));
    }
    MerkleBuild.of(scheme, MemorySegment.ofArray(new byte[leafBytes]), leafBytes);
  }

  /** The subtree roots of a partition whose first leaf has this index. */
  List<SubtreeRoot> roots(long from, Iterator<PackedRecords> partition) {
    Iterator<SubtreeRoot> blocks =
        work.tasks(
            new Blocks(from, new LeafStream(partition)),
            block ->
                TaskWindow.Job.of(
                    MerkleBuild.of(scheme, block.leaves(), leafBytes),
                    (MerkleTree tree) -> block.root(tree.root()),
                    block.memory()));
    List<SubtreeRoot> roots = new ArrayList<>();
    while (blocks.hasNext()) {
      SubtreeRoot.push(scheme, roots, blocks.next());
    }
    return roots;
  }

  /** Whole subtrees of 2^level leaves, index-th of their level. */
  private record Block(int level, long index, MemorySegment leaves, BatchMemory.Lent memory) {
    SubtreeRoot root(byte[] hash) {
      return new SubtreeRoot(level, index, hash);
    }
  }

  /** Copies leaves out of packed batches, whatever their sizes. */
  private final class LeafStream {
    private final Iterator<PackedRecords> partition;
    private byte[] data = new byte[0];
    private int at;

    LeafStream(Iterator<PackedRecords> partition) {
      this.partition = partition;
    }

    boolean hasNext() {
      while (at == data.length && partition.hasNext()) {
        PackedRecords batch = partition.next();
        if (batch.recordBytes() != leafBytes) {
          throw new IllegalArgumentException(
              "merkle: a batch of %s, accepted: leaves of %d bytes".formatted(batch, leafBytes));
        }
        data = batch.data();
        at = 0;
      }
      return at < data.length;
    }

    /** Copies up to this many leaves; returns how many there were. */
    int copy(MemorySegment target, int wanted) {
      int copied = 0;
      while (copied < wanted && hasNext()) {
        int leaves = Math.min(wanted - copied, (data.length - at) / leafBytes);
        MemorySegment.copy(
            data, at, target, ValueLayout.JAVA_BYTE, (long) copied * leafBytes, leaves * leafBytes);
        at += leaves * leafBytes;
        copied += leaves;
      }
      return copied;
    }
  }

  /** Cuts the stream into aligned powers of two; what is left at its end, into smaller ones. */
  private final class Blocks implements Iterator<Block> {
    private final LeafStream stream;
    private final List<Block> ready = new ArrayList<>();
    private long next;

    Blocks(long from, LeafStream stream) {
      this.next = from;
      this.stream = stream;
    }

    @Override
    public boolean hasNext() {
      return !ready.isEmpty() || stream.hasNext();
    }

    @Override
    public Block next() {
      if (ready.isEmpty() && stream.hasNext()) {
        read();
      }
      if (ready.isEmpty()) {
        throw new NoSuchElementException("no further leaf");
      }
      return ready.removeFirst();
    }

    private void read() {
      int wanted = (int) Math.min(largest, next == 0 ? largest : Long.lowestOneBit(next));
      try (BatchMemory.Lent buffer = work.lend()) {
        MemorySegment leaves = buffer.take((long) wanted * leafBytes);
        int read = stream.copy(leaves, wanted);
        for (int done = 0; done < read; ) {
          int size = Integer.highestOneBit(read - done);
          ready.add(block(size, leaves.asSlice((long) done * leafBytes, (long) size * leafBytes)));
          done += size;
        }
      }
    }

    private Block block(int size, MemorySegment leaves) {
      BatchMemory.Lent own = work.lend();
      MemorySegment copy = own.take(leaves.byteSize()).copyFrom(leaves);
      int level = Integer.numberOfTrailingZeros(size);
      Block block = new Block(level, next >> level, copy, own);
      next += size;
      return block;
    }
  }
}
