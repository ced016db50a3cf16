package dev.twinloop.kernel.merkle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
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
    assertTrue(proof.verify(leaves.get(index), plain.root()), proof::toString);
  }

  @ParameterizedTest
  @EnumSource
  void forgeriesFail(MerkleScheme scheme) {
    List<byte[]> leaves = PlainTree.leaves(new Random(5), 11, 32, true);
    MerkleTree tree = Trees.build(Trees.task(scheme, leaves, true));
    byte[] root = tree.root();
    for (int i = 0; i < 11; i++) {
      MerkleProof proof = tree.proof(i);
      assertFalse(proof.verify(leaves.get((i + 1) % 11), root));
      assertFalse(proof.verify(leaves.get(i), flipped(root)));
      for (int node = 0; node < proof.path().size(); node++) {
        List<byte[]> path = new ArrayList<>(proof.path());
        path.set(node, flipped(path.get(node)));
        assertFalse(new MerkleProof(scheme, i, 11, path).verify(leaves.get(i), root));
        path.remove(node);
        assertFalse(new MerkleProof(scheme, i, 11, path).verify(leaves.get(i), root));
      }
      List<byte[]> longer = new ArrayList<>(proof.path());
      longer.add(root);
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
    assertTrue(
        new MerkleProof(MerkleScheme.BITCOIN, 3, 4, path).verify(leaves.get(2), tree.root()));
    List<byte[]> other = List.of(flipped(path.getFirst()), path.getLast());
    assertFalse(
        new MerkleProof(MerkleScheme.BITCOIN, 2, 3, other).verify(leaves.get(2), tree.root()));
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
