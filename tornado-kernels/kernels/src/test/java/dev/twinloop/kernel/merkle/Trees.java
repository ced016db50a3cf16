package dev.twinloop.kernel.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.engine.SliceRunner;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Builds trees for tests. */
final class Trees {
  private Trees() {}

  static MerkleTree build(MerkleBuild task) {
    return build(task, 1 << 20);
  }

  /** Slice by slice, every leaf of every slice checked. */
  static MerkleTree build(MerkleBuild task, int sliceLeaves) {
    BoundProgram<MerkleTree> program = task.program();
    MerkleTree tree = program.newResult();
    for (long from = 0; from < task.items(); ) {
      Slice slice = program.slice(from, Math.min(sliceLeaves, maxItems(program)));
      run(program, slice, tree);
      Sampler all = Sampler.exact(new Random(1), slice.size(), 1);
      assertEquals(new CheckOutcome.Passed(slice.size()), program.check(slice, tree, all));
      from = slice.to();
    }
    program.finish(tree);
    return tree;
  }

  static void run(BoundProgram<MerkleTree> program, Slice slice, MerkleTree tree) {
    try (LoopEngine engine = new LoopEngine();
        Slot slot = engine.openSlot(program.program(), program.capacity(slice))) {
      SliceRunner.run(slot, program, slice, tree, 0);
    }
  }

  private static int maxItems(BoundProgram<?> program) {
    return program.program().slicing().maxItems();
  }

  /** Consecutive in memory where they are all of one length. */
  static MerkleBuild task(MerkleScheme scheme, List<byte[]> leaves, boolean fixed) {
    Leaves all = Leaves.of(leaves);
    if (!fixed) {
      return new MerkleBuild(scheme, all);
    }
    int length = leaves.getFirst().length;
    MemorySegment data = MemorySegment.ofArray(new byte[length * leaves.size()]);
    all.copyTo(0, all.count(), data, 0);
    return MerkleBuild.of(scheme, data, length);
  }

  static List<String> hex(List<byte[]> nodes) {
    return nodes.stream().map(HexFormat.of()::formatHex).toList();
  }
}
