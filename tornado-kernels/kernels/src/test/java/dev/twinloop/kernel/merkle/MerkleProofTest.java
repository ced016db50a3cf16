package dev.twinloop.kernel.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Audit paths against the definitions; forged ones fail. */
class MerkleProofTest {
  @ParameterizedTest
  @EnumSource
  void everyLeafOfSmallTrees(MerkleScheme scheme) {
    for (int bytes : new int[] {32, 5}) {
      List<byte[]> all = PlainTree.leaves(new Random(3), 70, bytes, true);
      for (int n = 1; n <= 70; n++) {
        List<byte[]> leaves = all.subList(0, n);
        MerkleTree tree = Trees.build(Trees.task(scheme, leaves, true));
        for (int i = 0; i < n; i++) {
          expectProof(tree, new PlainTree(scheme, leaves), leaves, i);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void randomLeavesOfLargeTrees(MerkleScheme scheme) {
    Random random = new Random(4);
    for (int n : new int[] {4095, 4096, 4097, 40001}) {
      for (boolean fixed : new boolean[] {true, false}) {
        List<byte[]> leaves = PlainTree.leaves(random, n, 32, fixed);
        PlainTree plain = new PlainTree(scheme, leaves);
        MerkleTree tree = Trees.build(Trees.task(scheme, leaves, fixed));
        if (!fixed && !scheme.separatesLeaves()) {
          assertThrows(IllegalStateException.class, () -> tree.proof(0));
          assertThrows(IllegalStateException.class, tree::statement);
          continue;
        }
        for (int i = 0; i < 20; i++) {
          expectProof(tree, plain, leaves, random.nextInt(n));
        }
        expectProof(tree, plain, leaves, n - 1);
      }
    }
  }

  private static void expectProof(
      MerkleTree tree, PlainTree plain, List<byte[]> leaves, int index) {
    MerkleProof proof = tree.proof(index);
    assertEquals(Trees.hex(plain.path(index)), proof.pathHex());
    assertArrayEquals(plain.root(), tree.statement().root());
    assertTrue(proof.verify(leaves.get(index), tree.statement()), proof::toString);
  }

  @ParameterizedTest
  @EnumSource
  void forgeriesFail(MerkleScheme scheme) {
    List<byte[]> leaves = PlainTree.leaves(new Random(5), 11, 32, true);
    MerkleTree tree = Trees.build(Trees.task(scheme, leaves, true));
    MerkleStatement root = tree.statement();
    for (int i = 0; i < 11; i++) {
      MerkleProof proof = tree.proof(i);
      assertFalse(proof.verify(leaves.get((i + 1) % 11), root));
      assertFalse(
          proof.verify(leaves.get(i), new MerkleStatement(scheme, flipped(root.root()), 11, 32)));
      for (int node = 0; node < proof.path().size(); node++) {
        List<byte[]> path = new ArrayList<>(proof.path());
        path.set(node, flipped(path.get(node)));
        assertFalse(new MerkleProof(scheme, i, 11, path).verify(leaves.get(i), root));
        path.remove(node);
        assertFalse(new MerkleProof(scheme, i, 11, path).verify(leaves.get(i), root));
      }
      List<byte[]> longer = new ArrayList<>(proof.path());
      longer.add(root.root());
      assertFalse(new MerkleProof(scheme, i, 11, longer).verify(leaves.get(i), root));
      if ((i ^ 1) < 11) {
        MerkleProof moved = new MerkleProof(scheme, i ^ 1, 11, proof.path());
        assertFalse(moved.verify(leaves.get(i), root));
      }
    }
  }

  /** CVE-2012-2459: a list that repeats its end has the same root; its length gives it away. */
  @Test
  void bitcoinSelfPairMustBeTheNodeItself() {
    List<byte[]> leaves = PlainTree.leaves(new Random(6), 3, 32, true);
    MerkleTree tree = Trees.build(Trees.task(MerkleScheme.BITCOIN, leaves, true));
    List<byte[]> path = tree.proof(2).path();
    MerkleStatement repeated = new MerkleStatement(MerkleScheme.BITCOIN, tree.root(), 4, 32);
    MerkleProof last = new MerkleProof(MerkleScheme.BITCOIN, 3, 4, path);
    assertTrue(last.verify(leaves.get(2), repeated));
    assertFalse(last.verify(leaves.get(2), tree.statement()));
    List<byte[]> other = List.of(flipped(path.getFirst()), path.getLast());
    assertFalse(
        new MerkleProof(MerkleScheme.BITCOIN, 2, 3, other).verify(leaves.get(2), tree.statement()));
  }

  /** The 64 bytes of two children, cut elsewhere, once proved leaves of any other length. */
  @ParameterizedTest
  @EnumSource
  void bytesOfTwoNodesCutElsewhereAreNoLeaf(MerkleScheme scheme) {
    for (int bytes : new int[] {32, 5, 64, 1}) {
      for (int n : new int[] {2, 3, 4, 5, 7}) {
        List<byte[]> leaves = PlainTree.leaves(new Random(n), n, bytes, true);
        MerkleTree tree = Trees.build(Trees.task(scheme, leaves, true));
        for (int i = 0; i < n; i++) {
          MerkleProof proof = tree.proof(i);
          assertTrue(proof.verify(leaves.get(i), tree.statement()));
          for (int level = 0; level < proof.path().size(); level++) {
            expectNoOtherCut(tree, proof, leaves.get(i), level);
          }
        }
      }
    }
  }

  private static void expectNoOtherCut(MerkleTree tree, MerkleProof proof, byte[] leaf, int at) {
    byte[] sibling = proof.path().get(at);
    byte[] both = new byte[leaf.length + sibling.length];
    boolean right = (proof.index() >> at & 1) == 1;
    System.arraycopy(right ? sibling : leaf, 0, both, 0, right ? sibling.length : leaf.length);
    System.arraycopy(
        right ? leaf : sibling,
        0,
        both,
        right ? sibling.length : leaf.length,
        right ? leaf.length : sibling.length);
    for (int cut = 0; cut <= both.length; cut++) {
      byte[] first = Arrays.copyOfRange(both, 0, cut);
      byte[] rest = Arrays.copyOfRange(both, cut, both.length);
      byte[] claimed = right ? rest : first;
      List<byte[]> path = new ArrayList<>(proof.path());
      path.set(at, right ? first : rest);
      MerkleProof forged = new MerkleProof(proof.scheme(), proof.index(), proof.leafCount(), path);
      if (!Arrays.equals(claimed, leaf)) {
        assertFalse(forged.verify(claimed, tree.statement()), () -> forged + " cut");
      }
    }
  }

  /** An inner node is a leaf of a smaller tree with the same root: the stated count tells. */
  @Test
  void innerNodesAreNoLeaves() {
    List<byte[]> leaves = PlainTree.leaves(new Random(8), 4, 32, true);
    MerkleTree tree = Trees.build(Trees.task(MerkleScheme.SHA256, leaves, true));
    NodeHash hash = new NodeHash(MerkleScheme.SHA256);
    byte[] node = hash.parent(leaves.get(0), leaves.get(1));
    byte[] other = hash.parent(leaves.get(2), leaves.get(3));
    MerkleProof inner = new MerkleProof(MerkleScheme.SHA256, 0, 2, List.of(other));
    assertFalse(inner.verify(node, tree.statement()));
    MerkleProof shortened = new MerkleProof(MerkleScheme.SHA256, 0, 4, List.of(other));
    assertFalse(shortened.verify(node, tree.statement()));
  }

  @Test
  void statementsHaveRootsAndLengthsThatFit() {
    byte[] root = new byte[32];
    for (MerkleScheme scheme : MerkleScheme.values()) {
      refused("root of 31 bytes", () -> new MerkleStatement(scheme, new byte[31], 2, 32));
      refused("leafCount=0", () -> new MerkleStatement(scheme, root, 0, 32));
      refused("leafBytes=1048577", () -> new MerkleStatement(scheme, root, 2, (1 << 20) + 1));
      refused("leafBytes=-2", () -> new MerkleStatement(scheme, root, 2, -2));
      refused("index=2", () -> new MerkleStatement(scheme, root, 2, 32).pathLength(2));
      MerkleStatement most = new MerkleStatement(scheme, root, Long.MAX_VALUE, 32);
      assertEquals(63, most.pathLength(0));
      assertEquals(most, new MerkleStatement(scheme, root, Long.MAX_VALUE, 32));
      assertEquals(32, most.leafBytes());
    }
    int any = MerkleStatement.ANY_LENGTH;
    assertTrue(new MerkleStatement(MerkleScheme.RFC6962, root, 1, any).accepts(77));
    refused("leafBytes=-1", () -> new MerkleStatement(MerkleScheme.SHA256, root, 2, any));
    refused("leafBytes=-1", () -> new MerkleStatement(MerkleScheme.BITCOIN, root, 2, any));
    assertEquals(5, new MerkleStatement(MerkleScheme.SHA256, new byte[5], 1, 5).root().length);
    refused(
        "root of 32 bytes, accepted: 5",
        () -> new MerkleStatement(MerkleScheme.SHA256, root, 1, 5));
  }

  /** CVE-2012-2459. */
  @Test
  void repeatedLastNodesAreTold() {
    Random random = new Random(9);
    for (int n = 1; n <= 70; n++) {
      List<byte[]> leaves = new ArrayList<>(PlainTree.leaves(random, n, 32, true));
      MerkleTree plain = Trees.build(Trees.task(MerkleScheme.BITCOIN, leaves, true));
      assertFalse(plain.mutated(), "leaves: " + n);
      assertEquals(OptionalLong.empty(), plain.repeatedFrom());
      for (int level = 0; n > 1 << level; level++) {
        int last = ((n - 1) >> level) << level;
        if (((n - 1) >> level & 1) == 1) {
          continue; // has a sibling: nothing to repeat
        }
        // the last node of this level, whole: only such leaves can be repeated as they are
        if (n - last != 1 << level) {
          continue;
        }
        List<byte[]> longer = new ArrayList<>(leaves);
        longer.addAll(leaves.subList(last, n));
        MerkleTree mutated = Trees.build(Trees.task(MerkleScheme.BITCOIN, longer, true));
        assertEquals(plain.rootHex(), mutated.rootHex());
        assertTrue(mutated.mutated(), "leaves: " + longer.size());
        assertEquals(OptionalLong.of(n), mutated.repeatedFrom());
        MerkleTree other = Trees.build(Trees.task(MerkleScheme.SHA256, longer, true));
        assertFalse(other.mutated());
      }
    }
    List<byte[]> twins = List.of(new byte[32], new byte[32]);
    MerkleTree two = Trees.build(Trees.task(MerkleScheme.BITCOIN, twins, true));
    assertTrue(two.mutated());
    assertEquals(OptionalLong.empty(), two.repeatedFrom());
  }

  @Test
  void badIndicesAreRefused() {
    List<byte[]> leaves = PlainTree.leaves(new Random(6), 3, 32, true);
    MerkleTree tree = Trees.build(Trees.task(MerkleScheme.SHA256, leaves, true));
    assertEquals(3, tree.leafCount());
    refused("index=3, accepted: 0 to 2", () -> tree.proof(3));
    refused("index=-1, accepted: 0 to 2", () -> tree.proof(-1));
    refused("index=2, leafCount=2", () -> new MerkleProof(MerkleScheme.SHA256, 2, 2, List.of()));
  }

  private static void refused(String text, org.junit.jupiter.api.function.Executable call) {
    String message =
        String.valueOf(assertThrows(IllegalArgumentException.class, call).getMessage());
    assertTrue(message.contains(text), message);
  }

  private static byte[] flipped(byte[] node) {
    byte[] flipped = node.clone();
    flipped[node.length / 2] ^= 4;
    return flipped;
  }
}
