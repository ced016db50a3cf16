package dev.twinloop.kernel.merkle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.engine.KnownAnswers;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Roots against the definitions, for every count where the shape of the tree changes. */
class MerkleRootTest {
  /** All small counts; of the others those next to where a level or a group of nodes begins. */
  @ParameterizedTest
  @EnumSource
  void rootsOfOneTo1025Nodes(MerkleScheme scheme) {
    roots(scheme, n -> n <= 130 || (n + 1) % 64 <= 2);
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void rootsOfEveryCountTo1025Nodes(MerkleScheme scheme) {
    roots(scheme, _ -> true);
  }

  private static void roots(MerkleScheme scheme, IntPredicate chosen) {
    List<byte[]> all = PlainTree.leaves(new Random(1), 1025, 32, true);
    List<Integer> wrong = new ArrayList<>();
    for (int n = 1; n <= 1025; n++) {
      if (!chosen.test(n)) {
        continue;
      }
      List<byte[]> leaves = all.subList(0, n);
      byte[] root = Trees.build(Trees.task(scheme, leaves, true)).root();
      if (!java.util.Arrays.equals(new PlainTree(scheme, leaves).root(), root)) {
        wrong.add(n);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @EnumSource
  void rootsOfRawLeavesOfOneLength(MerkleScheme scheme) {
    for (int bytes : new int[] {1, 3, 31, 33, 54, 55, 56, 63, 64, 65, 200}) {
      List<byte[]> all = PlainTree.leaves(new Random(bytes), 200, bytes, true);
      for (int n = 1; n <= 200; n += n < 20 ? 1 : 23) {
        expectRoot(scheme, all.subList(0, n), true);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void rootsOfLeavesOfAnyLength(MerkleScheme scheme) {
    List<byte[]> all = PlainTree.leaves(new Random(7), 300, 130, false);
    for (int n = 1; n <= 300; n += n < 140 ? 1 : 17) {
      expectRoot(scheme, all.subList(0, n), false);
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneHugeLeafAmongEmptyOnes(MerkleScheme scheme) {
    List<byte[]> leaves = new ArrayList<>(PlainTree.leaves(new Random(8), 40, 0, true));
    leaves.set(17, new byte[Leaves.MAX_LEAF_BYTES]);
    expectRoot(scheme, leaves, false);
    leaves.add(new byte[Leaves.MAX_LEAF_BYTES]);
    expectRoot(scheme, leaves, false);
  }

  @ParameterizedTest
  @EnumSource
  void emptyLeavesOnly(MerkleScheme scheme) {
    expectRoot(scheme, PlainTree.leaves(new Random(8), 13, 0, true), false);
  }

  @Test
  void noLeavesAtAll() {
    String empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    assertEquals(
        Optional.of(empty), MerkleScheme.RFC6962.emptyRoot().map(HexFormat.of()::formatHex));
    assertTrue(MerkleScheme.BITCOIN.emptyRoot().isEmpty());
  }

  @Test
  void knownAnswers() {
    List<KnownAnswer<?>> own =
        ServiceLoader.load(KnownAnswers.class).stream()
            .map(ServiceLoader.Provider::get)
            .flatMap(answers -> answers.all().stream())
            .filter(answer -> answer.type().equals(MerkleBuild.TYPE))
            .toList();
    assertEquals(3, own.size());
    try (LoopEngine engine = new LoopEngine()) {
      own.forEach(answer -> assertEquals(Optional.empty(), answer.problemOn(engine)));
    }
  }

  @Test
  void knownAnswersNoticeAWrongRoot() {
    KnownAnswer<?> reference = new MerkleKnownAnswers().all().getFirst();
    assertTrue(problemWithAnotherTree(reference).isPresent());
  }

  @SuppressWarnings("unchecked")
  private static Optional<String> problemWithAnotherTree(KnownAnswer<?> answer) {
    List<byte[]> leaves = PlainTree.leaves(new Random(2), 8, 5, true);
    MerkleTree other = Trees.build(Trees.task(MerkleScheme.RFC6962, leaves, false));
    return ((KnownAnswer<MerkleTree>) answer).problem().apply(other);
  }

  private static void expectRoot(MerkleScheme scheme, List<byte[]> leaves, boolean fixed) {
    assertArrayEquals(
        new PlainTree(scheme, leaves).root(),
        Trees.build(Trees.task(scheme, leaves, fixed)).root(),
        () -> scheme + ", leaves=" + leaves.size());
  }
}
