package dev.twinloop.ringct.bpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.Vectors;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.ringct.Json;
import dev.twinloop.ringct.tx.RangeProofKind;
import dev.twinloop.ringct.tx.Transaction;
import dev.twinloop.ringct.tx.TransactionException;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import dev.twinloop.workflow.Workflow;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulletproofPlusBatchTest {
  private final Random random = new Random(20261129);

  @Test
  void ownProofsTogetherAndAlone() throws Exception {
    List<RangeProofVectors> vectors = RangeProofVectors.own();
    assertEquals(18, vectors.size());
    List<RangeVerdict> together =
        new BulletproofPlusBatch(vectors.stream().map(RangeProofVectors::proof).toList()).verify();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < vectors.size(); i++) {
      RangeProofVectors vector = vectors.get(i);
      RangeVerdict alone = new BulletproofPlusBatch(List.of(vector.proof())).verify().getFirst();
      if (alone.valid() != vector.valid() || !alone.equals(together.get(i))) {
        wrong.add(vector.comment() + ": " + alone + ", together " + together.get(i));
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void aProofOfTheChainAndThatOfItsTransaction() throws Exception {
    RangeProofVectors real = RangeProofVectors.real().getFirst();
    String hex = Files.readString(Vectors.file("ringct/monero/bpp_tx_e89415.hex")).strip();
    Transaction tx = Transaction.parse(HexFormat.of().parseHex(hex));
    assertEquals(
        List.of(RangeVerdict.VALID, RangeVerdict.VALID),
        new BulletproofPlusBatch(List.of(real.proof(), RangeProof.of(tx))).verify());
  }

  /** Every transaction of the vectors that has such a proof. */
  @Test
  void proofsOfRealTransactions() throws Exception {
    List<RangeProof> proofs = new ArrayList<>();
    for (var vector : Json.objects(Vectors.file("ringct/serai-monero/transactions.json"))) {
      try {
        Transaction tx = Transaction.parse(HexFormat.of().parseHex(Json.text(vector, "hex")));
        if (tx.rangeProofKind() == RangeProofKind.BULLETPROOF_PLUS) {
          proofs.add(RangeProof.of(tx));
        }
      } catch (TransactionException e) {
        assertTrue(e.problem().contains("accepted"), e.problem());
      }
    }
    assertFalse(proofs.isEmpty());
    assertEquals(List.of(), refused(new BulletproofPlusBatch(proofs).verify()));
    System.out.println(proofs.size() + " real proofs");
  }

  @Test
  void generatorsAreMoneros() throws Exception {
    Map<String, Object> constants = Json.map(Json.own("constants.json"));
    assertEquals(
        Json.text(constants, "bulletproof_plus_initial_transcript"),
        HexFormat.of().formatHex(Generators.TRANSCRIPT));
    assertEquals(Json.text(constants, "G"), Generators.ALL.get(0).toString());
    assertEquals(Json.text(constants, "H"), Generators.ALL.get(1).toString());
    Json.map(Json.member(constants, "Gi"))
        .forEach(
            (i, point) ->
                assertEquals(
                    point, Generators.ALL.get(Generators.g(Integer.parseInt(i))).toString(), i));
    Json.map(Json.member(constants, "Hi"))
        .forEach(
            (i, point) ->
                assertEquals(
                    point, Generators.ALL.get(Generators.h(Integer.parseInt(i))).toString(), i));
  }

  @Test
  void halvesNameTheWrongOnes() throws Exception {
    List<RangeProof> good = goodProofs();
    for (int[] wrong : new int[][] {{}, {0}, {99}, {37, 38}, {0, 50, 99}, {1, 2, 3, 5, 8, 13}}) {
      List<RangeProof> batch =
          new ArrayList<>(
              IntStream.range(0, 100).mapToObj(i -> good.get(i % good.size())).toList());
      for (int place : wrong) {
        batch.set(place, spoilt(batch.get(place)));
      }
      assertEquals(boxed(wrong), refused(new BulletproofPlusBatch(batch).verify()));
    }
  }

  @Test
  void afterManyWrongOnesTheRestIsTriedOneByOne() throws Exception {
    List<RangeProof> good = goodProofs();
    List<Integer> wrong = new ArrayList<>();
    List<RangeProof> batch = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      boolean bad = random.nextInt(4) > 0;
      RangeProof proof = good.get(i % good.size());
      batch.add(bad ? spoilt(proof) : proof);
      if (bad) {
        wrong.add(i);
      }
    }
    assertTrue(wrong.size() > 40, "" + wrong);
    assertEquals(wrong, refused(new BulletproofPlusBatch(batch).verify()));
  }

  /** A sum that came out wrong once, as a device's may, suspects good proofs: the host acquits. */
  @Test
  void aWrongSumDoesNotMakeAGoodProofBad() throws Exception {
    List<RangeProof> good = goodProofs();
    List<RangeProof> batch =
        new ArrayList<>(IntStream.range(0, 40).mapToObj(i -> good.get(i % good.size())).toList());
    batch.set(11, spoilt(batch.get(11)));
    for (int lie = 1; lie < 12; lie++) {
      int sumThatIsWrong = lie;
      AtomicInteger sums = new AtomicInteger();
      RangeArithmetic lying =
          (commitments, others) -> {
            RangeArithmetic.Points right = RangeArithmetic.onHost().decode(commitments, others);
            return new RangeArithmetic.Points() {
              @Override
              public boolean isCommitment(int index) {
                return index != 6 && right.isCommitment(index);
              }

              @Override
              public boolean isOther(int index) {
                return right.isOther(index);
              }

              @Override
              public byte[] eighth(int index) {
                return right.eighth(index);
              }

              @Override
              public boolean vanishes(SumScalars scalars) {
                return right.vanishes(scalars) && sums.incrementAndGet() != sumThatIsWrong;
              }
            };
          };
      assertEquals(
          List.of(11),
          refused(new BulletproofPlusBatch(batch).verify(lying, new SecureRandom())),
          "sum " + lie);
    }
  }

  @Test
  void everyChangedBitIsRefused() throws Exception {
    RangeProof proof = RangeProofVectors.own().getFirst().proof();
    List<RangeProof> batch = new ArrayList<>();
    for (int element = 0; element < 19; element++) {
      for (int k = 0; k < 4; k++) {
        batch.add(flipped(proof, element, random.nextInt(256)));
      }
    }
    assertEquals(
        IntStream.range(0, batch.size()).boxed().toList(),
        refused(new BulletproofPlusBatch(batch).verify()));
  }

  @Test
  void reasonsNameTheElement() throws Exception {
    RangeProof proof = RangeProofVectors.own().getFirst().proof();
    byte[] noPoint = noPoint();
    assertReason("commitment 0 is not a point", withElement(proof, 0, noPoint));
    assertReason("A is not a point", withElement(proof, 1, noPoint));
    assertReason("R of round 5 is not a point", withElement(proof, 18, noPoint));
    byte[] ones = new byte[32];
    java.util.Arrays.fill(ones, (byte) -1);
    assertReason("s1 is not below l", withElement(proof, 5, ones));
    assertReason("an element is not 32 bytes long", withElement(proof, 4, new byte[31]));
    assertReason(
        "commitments: 0, accepted: 1 to 16",
        new RangeProof(List.of(), proof.points(), proof.scalars(), proof.left(), proof.right()));
    assertReason(
        "L: 6, R: 6, accepted with 2 commitments: 7 each",
        new RangeProof(
            Collections.nCopies(2, proof.commitments().getFirst()),
            proof.points(),
            proof.scalars(),
            proof.left(),
            proof.right()));
    assertReason(
        "commitments: 17, accepted: 1 to 16",
        new RangeProof(
            Collections.nCopies(17, noPoint),
            proof.points(),
            proof.scalars(),
            proof.left(),
            proof.right()));
  }

  /** Points as an engine computes them: multiples and sums by kernels. */
  @Test
  void tasksSayWhatTheHostSays() throws Exception {
    List<RangeProof> batch =
        new ArrayList<>(RangeProofVectors.own().stream().map(RangeProofVectors::proof).toList());
    batch.add(1, withElement(batch.getFirst(), 9, noPoint()));
    Workflow<List<RangeVerdict>> byKernels =
        steps ->
            new BulletproofPlusBatch(batch)
                .verify(
                    (commitments, others) -> new TaskArithmetic(steps, commitments, others),
                    new SecureRandom());
    try (CpuEngine engine = new CpuEngine()) {
      TaskResult<List<RangeVerdict>> result = byKernels.start(engine, Submission.plain()).await();
      assertEquals(new BulletproofPlusBatch(batch).verify(), result.value());
      List<String> steps = result.report().steps().stream().map(s -> s.type().name()).toList();
      assertEquals(
          List.of("ed25519-multiples", "ed25519-multiples", "ed25519-multiples", "msm"),
          steps.subList(0, 4));
    }
  }

  @Test
  void fewProofsAreLeftToTheHost() throws Exception {
    List<RangeVerdict> verdicts =
        new BulletproofPlusBatch(goodProofs())
            .workflow(new SecureRandom())
            .start(new NoTasks(), Submission.plain())
            .await()
            .value();
    assertEquals(List.of(), refused(verdicts));
  }

  /** Has accelerators, but wants nothing to do. */
  private record NoTasks() implements ExecutionEngine {
    @Override
    public boolean accelerated() {
      return true;
    }

    @Override
    public <R> TaskHandle<R> submit(Task<R> task, Submission how) {
      throw new AssertionError("a task");
    }

    @Override
    public EngineType engineType() {
      return EngineType.GPU;
    }

    @Override
    public HardwareCaps hardwareCaps() {
      throw new AssertionError("a device");
    }

    @Override
    public boolean supports(TaskType type) {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void nothingIsValid() {
    assertEquals(List.of(), new BulletproofPlusBatch(List.of()).verify());
  }

  private void assertReason(String reason, RangeProof proof) {
    RangeVerdict verdict = new BulletproofPlusBatch(List.of(proof)).verify().getFirst();
    assertFalse(verdict.valid());
    assertEquals(reason, verdict.reason());
  }

  private byte[] noPoint() {
    byte[] bytes = new byte[32];
    do {
      random.nextBytes(bytes);
    } while (EdwardsPoint.decode(bytes, 0).isPresent());
    return bytes;
  }

  private static List<RangeProof> goodProofs() throws Exception {
    List<RangeProof> good = new ArrayList<>();
    for (RangeProofVectors vector : RangeProofVectors.own()) {
      if (vector.valid()) {
        good.add(vector.proof());
      }
    }
    good.add(RangeProofVectors.real().getFirst().proof());
    return good;
  }

  private RangeProof spoilt(RangeProof proof) {
    byte[] d1 = proof.scalars().d1().clone();
    d1[random.nextInt(31)] ^= 1;
    return withElement(proof, proof.commitments().size() + 5, d1);
  }

  private static RangeProof flipped(RangeProof proof, int element, int bit) {
    byte[] bytes = elements(proof).get(element).clone();
    bytes[bit >> 3] ^= (byte) (1 << (bit & 7));
    return withElement(proof, element, bytes);
  }

  /** V…, A, A1, B, r1, s1, d1, L…, R…. */
  private static List<byte[]> elements(RangeProof proof) {
    List<byte[]> all = new ArrayList<>(proof.commitments());
    all.addAll(List.of(proof.points().a(), proof.points().a1(), proof.points().b()));
    all.addAll(List.of(proof.scalars().r1(), proof.scalars().s1(), proof.scalars().d1()));
    all.addAll(proof.left());
    all.addAll(proof.right());
    return all;
  }

  private static RangeProof withElement(RangeProof proof, int place, byte[] element) {
    List<byte[]> all = elements(proof);
    all.set(place, element);
    int v = proof.commitments().size();
    int k = proof.left().size();
    return new RangeProof(
        all.subList(0, v),
        new RangeProof.Points(all.get(v), all.get(v + 1), all.get(v + 2)),
        new RangeProof.Scalars(all.get(v + 3), all.get(v + 4), all.get(v + 5)),
        all.subList(v + 6, v + 6 + k),
        all.subList(v + 6 + k, v + 6 + 2 * k));
  }

  private static List<Integer> refused(List<RangeVerdict> verdicts) {
    return IntStream.range(0, verdicts.size())
        .filter(i -> !verdicts.get(i).valid())
        .boxed()
        .toList();
  }

  private static List<Integer> boxed(int[] values) {
    return IntStream.of(values).boxed().toList();
  }
}
