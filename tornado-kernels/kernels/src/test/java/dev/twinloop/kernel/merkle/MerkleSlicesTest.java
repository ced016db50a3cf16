package dev.twinloop.kernel.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.ProgramName;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trees cut into slices; what the cross-check sees; how programs travel. */
class MerkleSlicesTest {
  /** A tree of many short slices is slow to build: those are left to the heavy tests. */
  @ParameterizedTest
  @EnumSource
  void slicedTreesEqualWholeOnes(MerkleScheme scheme) {
    slicedTrees(scheme, 64);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void slicedTreesOfAnyNumberOfSlicesEqualWholeOnes(MerkleScheme scheme) {
    slicedTrees(scheme, Integer.MAX_VALUE);
  }

  private static void slicedTrees(MerkleScheme scheme, int mostSlices) {
    for (boolean fixed : new boolean[] {true, false}) {
      List<byte[]> all = PlainTree.leaves(new Random(9), 700, fixed ? 32 : 40, fixed);
      for (int n : new int[] {2, 3, 63, 64, 65, 127, 129, 511, 513, 577, 699, 700}) {
        List<byte[]> leaves = all.subList(0, n);
        PlainTree plain = new PlainTree(scheme, leaves);
        for (int slice : new int[] {1, 2, 8, 16, 64, 128, 512}) {
          if (n > (long) slice * mostSlices) {
            continue;
          }
          MerkleTree tree = Trees.build(Trees.task(scheme, leaves, fixed), slice);
          String what = scheme + ", leaves=" + n + ", slice=" + slice + ", fixed=" + fixed;
          assertEquals(HexFormat.of().formatHex(plain.root()), tree.rootHex(), what);
          for (int i : new int[] {0, n / 2, n - 1}) {
            assertEquals(Trees.hex(plain.path(i)), Trees.hex(tree.path(i)), what);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void checkFindsAFlippedBitInEveryKeptNode(MerkleScheme scheme) {
    int n = 1000;
    List<byte[]> leaves = PlainTree.leaves(new Random(10), n, 32, true);
    MerkleBuild task = Trees.task(scheme, leaves, true);
    BoundProgram<MerkleTree> program = task.program();
    Slice slice = new Slice(0, n);
    MerkleTree tree = program.newResult();
    Trees.run(program, slice, tree);
    for (int level : new int[] {6, 9}) {
      for (int i = 0; i < TreeShape.nodes(n, level); i++) {
        byte[] good = tree.levels().get(new NodeLevels.Place(level, i)).orElseThrow();
        byte[] bad = good.clone();
        bad[i] ^= 1;
        tree.levels().put(level, i, 1, MemorySegment.ofArray(bad), 0);
        CheckOutcome outcome = program.check(slice, tree, Sampler.exact(new Random(i), n, 1));
        assertInstanceOf(CheckOutcome.Mismatch.class, outcome, level + ", " + i);
        tree.levels().put(level, i, 1, MemorySegment.ofArray(good), 0);
      }
    }
  }

  @Test
  void oneSampleCoversTheRoot() {
    int n = 5000;
    List<byte[]> leaves = PlainTree.leaves(new Random(11), n, 32, true);
    BoundProgram<MerkleTree> program = Trees.task(MerkleScheme.SHA256, leaves, true).program();
    Slice slice = new Slice(0, n);
    MerkleTree tree = program.newResult();
    Trees.run(program, slice, tree);
    Sampler one = Sampler.exact(new Random(12), n, 1e-9);
    assertInstanceOf(CheckOutcome.Passed.class, program.check(slice, tree, one));
    tree.levels().putRoot(13, slice, MemorySegment.ofArray(new byte[32]), 0);
    CheckOutcome outcome = program.check(slice, tree, Sampler.exact(new Random(12), n, 1e-9));
    CheckOutcome.Mismatch mismatch = assertInstanceOf(CheckOutcome.Mismatch.class, outcome);
    assertTrue(mismatch.detail().startsWith("node 0 of level 13: expected="), mismatch::detail);
  }

  @Test
  void aSampleCostsAsManyLeavesAsItSays() {
    int n = 6400;
    List<byte[]> leaves = PlainTree.leaves(new Random(13), n, 32, true);
    BoundProgram<MerkleTree> program = Trees.task(MerkleScheme.SHA256, leaves, true).program();
    Slice slice = new Slice(0, n);
    MerkleTree tree = program.newResult();
    Trees.run(program, slice, tree);
    Sampler tenth = Sampler.exact(new Random(14), n, 0.1);
    assertEquals(new CheckOutcome.Passed(640), program.check(slice, tree, tenth));
    Sampler none = Sampler.exact(new Random(14), n, 0);
    assertEquals(new CheckOutcome.Passed(0), program.check(slice, tree, none));
  }

  @Test
  void programsTravelByNameAndShape() {
    List<byte[]> leaves = PlainTree.leaves(new Random(15), 9, 100, false);
    for (MerkleScheme scheme : MerkleScheme.values()) {
      MerkleProgram program = MerkleProgram.of(Trees.task(scheme, leaves, false));
      assertEquals(LeafForm.VARYING, program.form());
      assertEquals(128, program.leafBytes());
      assertEquals(program, ProgramName.of(program).create(getClass().getClassLoader()));
    }
  }

  @Test
  void aMillionLeavesTakeSevenLaunches() {
    MerkleProgram program = new MerkleProgram(MerkleScheme.SHA256, LeafForm.NODES, 32, 1 << 20);
    assertEquals(7, program.kernels(1 << 20).size());
    assertEquals(1, program.kernels(8).size());
    assertEquals(1, program.kernels(1).size());
    assertEquals(1 << 20, program.slicing().maxItems());
  }
}
