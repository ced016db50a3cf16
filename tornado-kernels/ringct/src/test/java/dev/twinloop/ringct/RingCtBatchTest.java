package dev.twinloop.ringct;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.engine.Cancellation;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.ExecutionEngine;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.Vectors;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.tx.Transaction;
import dev.twinloop.ringct.tx.TransactionException;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import dev.twinloop.workflow.Workflow;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RingCtBatchTest {
  private static final HexFormat HEX = HexFormat.of();

  private static final String BALANCE = "balance: the inputs are not the outputs and the fee";
  private static final String NO_POINT = "input 0: the pseudo output is not a point";

  private static List<RingCtVerdict> verify(List<RingCtStatement> statements) {
    return new RingCtBatch(statements).verify(new KeyImages(1));
  }

  @Test
  void theRealTransactionIsValidAndSpendsItsKeyImageOnce() throws Exception {
    RingCtVectors.Case real = RingCtVectors.real();
    List<RingCtVerdict> verdicts = verify(List.of(real.statement(), real.statement()));
    assertTrue(verdicts.get(0).valid(), verdicts.get(0).reason());
    assertFalse(verdicts.get(1).valid());
    assertEquals(
        "input 0: key image af1f15c6fab3da19b3ef6ab0ceffe7cd19b19cd741eb0d4a1b695b37d9fb6ac2 was"
            + " spent before",
        verdicts.get(1).reason());
  }

  /** The ring signatures by kernels, as steps of one task; the second one spends nothing twice. */
  @Test
  void asAWorkflowItSaysTheSameAndReportsItsSteps() throws Exception {
    RingCtVectors.Case real = RingCtVectors.real();
    RingCtBatch batch = new RingCtBatch(List.of(real.statement(), real.statement()));
    KeyImages spent = new KeyImages(1);
    try (CpuEngine engine = new CpuEngine()) {
      TaskResult<List<RingCtVerdict>> result =
          batch.workflow(spent).start(engine, Submission.plain()).await();
      assertEquals(batch.verify(new KeyImages(1)), result.value());
      TaskReport report = result.report();
      assertEquals(
          Set.of("transactions", "balance", "signatures", "clsag", "range-proofs"),
          report.steps().stream().map(step -> step.type().name()).collect(Collectors.toSet()));
      assertEquals(Set.of("cpu"), report.itemsByDevice().keySet());
      assertTrue(report.steps().stream().allMatch(step -> step.traceId().equals(report.traceId())));
    }
    assertTrue(spent.contains(real.statement().transaction().keyImage(0)));
  }

  /** Balance is looked at beside the rings there, and still named first. */
  @Test
  void besideAnAcceleratorTheVerdictsAreTheSame() throws Exception {
    RingCtVectors.Case real = RingCtVectors.real();
    Transaction tx = Transaction.parse(real.blob());
    String blob = HEX.formatHex(real.blob());
    String pseudo = HEX.formatHex(tx.pseudoOutput(0));
    String other = HEX.formatHex(tx.commitment(0));
    RingCtStatement unbalanced = real.with(HEX.parseHex(blob.replace(pseudo, other)));
    RingCtStatement noRings = new RingCtStatement(tx, List.of());
    RingCtBatch batch =
        new RingCtBatch(List.of(unbalanced, real.statement(), noRings, real.statement()));
    List<RingCtVerdict> expected = batch.verify(new KeyImages(1));
    assertTrue(expected.getFirst().reason().startsWith("balance"), "" + expected);
    assertTrue(expected.get(1).valid());
    try (CpuEngine cpu = new CpuEngine()) {
      TaskResult<List<RingCtVerdict>> result =
          batch.workflow(new KeyImages(1)).start(new Accelerator(cpu), Submission.plain()).await();
      assertEquals(expected, result.value());
    }
  }

  /**
   * Enough transactions that a task decodes the points of their balances: good points, texts that
   * are no points, and points with x = 0.
   */
  @Test
  void balancesOfManyAreTheHosts() throws Exception {
    RingCtVectors.Case real = RingCtVectors.real();
    Transaction tx = Transaction.parse(real.blob());
    String blob = HEX.formatHex(real.blob());
    String pseudo = HEX.formatHex(tx.pseudoOutput(0));
    List<RingCtStatement> all = new ArrayList<>(Collections.nCopies(400, real.statement()));
    for (String other :
        List.of(
            HEX.formatHex(tx.commitment(1)),
            "01" + "00".repeat(31),
            "ec" + "ff".repeat(30) + "7f",
            "01" + "00".repeat(30) + "80",
            "02" + "00".repeat(31))) {
      all.add(real.with(HEX.parseHex(blob.replace(pseudo, other))));
    }
    try (CpuEngine cpu = new CpuEngine()) {
      Workflow<List<String>> balances =
          steps -> {
            AmountPoints points = AmountPoints.begin(all, steps);
            assertTrue(points instanceof AmountPoints.ByTask);
            List<String> found = new ArrayList<>();
            for (int t = 0; t < all.size(); t++) {
              Transaction each = all.get(t).transaction();
              assertEquals(
                  AmountPoints.ON_HOST.pseudoOutput(t, each, 0), points.pseudoOutput(t, each, 0));
              found.add(Balance.problem(each, t, points).orElse(""));
            }
            return found;
          };
      List<String> expected =
          all.stream().map(each -> Balance.problem(each.transaction()).orElse("")).toList();
      assertEquals(Set.of("", BALANCE, NO_POINT), Set.copyOf(expected));
      assertEquals(expected, balances.start(cpu, Submission.plain()).await().value());
    }
  }

  /** Whose points come out wrong: some stand for others, or are said to be none. */
  private record Wrong(Optional<EdwardsPoint> instead) implements AmountPoints {
    @Override
    public Optional<EdwardsPoint> pseudoOutput(int transaction, Transaction tx, int input) {
      return instead;
    }

    @Override
    public Optional<EdwardsPoint> commitment(int transaction, Transaction tx, int output) {
      return ON_HOST.commitment(transaction, tx, output);
    }
  }

  @Test
  void aPointThatCameOutWrongMakesNoGoodTransactionBad() throws Exception {
    Transaction good = RingCtVectors.real().statement().transaction();
    for (Wrong wrong :
        List.of(new Wrong(Optional.of(EdwardsPoint.BASE)), new Wrong(Optional.empty()))) {
      assertEquals(Optional.empty(), Balance.problem(good, 0, wrong));
    }
  }

  /** The CPU, which says that it is more. */
  private record Accelerator(CpuEngine cpu) implements ExecutionEngine {
    @Override
    public boolean accelerated() {
      return true;
    }

    @Override
    public <R> TaskHandle<R> submit(Task<R> task, Submission how) {
      return cpu.submit(task, how);
    }

    @Override
    public EngineType engineType() {
      return cpu.engineType();
    }

    @Override
    public HardwareCaps hardwareCaps() {
      return cpu.hardwareCaps();
    }

    @Override
    public boolean supports(TaskType type) {
      return cpu.supports(type);
    }

    @Override
    public void close() {}
  }

  @Test
  void aBatchThatIsCancelledSpendsNothing() throws Exception {
    RingCtVectors.Case real = RingCtVectors.real();
    KeyImages spent = new KeyImages(1);
    Workflow<List<RingCtVerdict>> batch =
        new RingCtBatch(List.of(real.statement())).workflow(spent);
    Cancellation cancelled = new Cancellation();
    try (CpuEngine engine = new CpuEngine()) {
      Workflow<List<RingCtVerdict>> cancelling =
          steps -> {
            cancelled.cancel();
            return steps.run(batch).value();
          };
      TaskHandle<List<RingCtVerdict>> handle =
          cancelling.start(engine, Submission.plain().under(cancelled));
      assertThrows(CancellationException.class, handle::await);
    }
    assertFalse(spent.contains(real.statement().transaction().keyImage(0)));
  }

  /** Every byte that is changed, in any way, is noticed; no invalid one spends anything. */
  @Test
  void twoHundredChangedBytesAreEachRefused() throws Exception {
    RingCtVectors.Case real = RingCtVectors.real();
    Random random = new Random(200);
    List<RingCtStatement> parsed = new ArrayList<>();
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] changed = real.blob().clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        parsed.add(real.with(changed));
      } catch (TransactionException e) {
        refused++;
      }
    }
    parsed.add(real.statement());
    List<RingCtVerdict> verdicts = verify(parsed);
    assertTrue(verdicts.removeLast().valid());
    assertEquals(200, refused + verdicts.size());
    verdicts.forEach(verdict -> assertFalse(verdict.valid()));
  }

  @Test
  void aRangeProofThatDoesNotHoldIsNamed() throws Exception {
    RingCtVectors.Case real = RingCtVectors.real();
    String blob = HEX.formatHex(real.blob());
    String d1 = "be256496cec8429aa02fc954cb68583a1d5cb5560070b4f66090de7640e0680c";
    assertTrue(blob.contains(d1));
    RingCtStatement changed = real.with(HEX.parseHex(blob.replace(d1, "bf" + d1.substring(2))));
    List<RingCtVerdict> verdicts = verify(List.of(changed, real.statement()));
    assertTrue(
        verdicts.get(0).reason().startsWith("range proof: the equation does not hold"),
        verdicts.get(0).reason());
    assertEquals(RingCtVerdict.VALID, verdicts.get(1));
  }

  @Test
  void changedRingsAreRefused() throws Exception {
    RingCtVectors.Case real = RingCtVectors.real();
    Transaction tx = Transaction.parse(real.blob());
    List<Member> ring = real.rings().getFirst();
    List<Member> swapped = new ArrayList<>(ring);
    Collections.swap(swapped, 3, 4);
    List<RingCtVerdict> verdicts =
        verify(
            List.of(
                new RingCtStatement(tx, List.of(swapped)),
                new RingCtStatement(tx, List.of(ring.subList(0, 15))),
                new RingCtStatement(tx, List.of()),
                new RingCtStatement(tx, List.of(ring, ring)),
                new RingCtStatement(tx, List.of(ring))));
    assertTrue(verdicts.get(0).reason().startsWith("input 0: the ring does not close"));
    assertEquals(
        "input 0: ring of 15, accepted: 16, as the transaction says", verdicts.get(1).reason());
    assertEquals("rings: 0, accepted: one for each of 1 inputs", verdicts.get(2).reason());
    assertEquals("rings: 2, accepted: one for each of 1 inputs", verdicts.get(3).reason());
    assertTrue(verdicts.get(4).valid());
  }

  /** All that can be said without rings: the sums of amounts of five real transactions. */
  @Test
  void realTransactionsBalance() throws Exception {
    List<String> blobs = new ArrayList<>();
    for (String name : List.of("bpp_tx_e89415", "rct_clsag_tx_200c3215")) {
      blobs.add(Files.readString(Vectors.file("ringct/monero/" + name + ".hex")).strip());
    }
    for (var vector : Json.objects(Vectors.file("ringct/serai-monero/transactions.json"))) {
      blobs.add(Json.text(vector, "hex"));
    }
    int balanced = 0;
    for (String hex : blobs) {
      byte[] blob = HEX.parseHex(hex);
      try {
        assertTrue(Balance.problem(Transaction.parse(blob)).isEmpty());
        balanced++;
      } catch (TransactionException e) {
        assertTrue(e.problem().contains("accepted"), e.problem());
      }
    }
    assertEquals(5, balanced);
  }

  @Test
  void hIsMonerosAndItsMultiplesAreSums() {
    assertEquals(
        "8b655970153799af2aeadc9ff1add0ea6c7251d54154cfa92c173a0dd39c1f94",
        HEX.formatHex(AmountBase.H.encode()));
    assertEquals(AmountBase.H.plus(AmountBase.H.twice()), AmountBase.times(3));
    assertTrue(AmountBase.times(0).isIdentity());
    assertEquals(AmountBase.times(-1).plus(AmountBase.H), AmountBase.times(1L << 63).twice());
  }

  @Test
  void keyImagesAreASet() {
    Random random = new Random(5);
    KeyImages images = new KeyImages(99);
    Set<String> expected = new HashSet<>();
    byte[] value = new byte[32];
    for (int i = 0; i < 20_000; i++) {
      if (i % 3 != 2) {
        random.nextBytes(value);
      }
      assertEquals(expected.contains(HEX.formatHex(value)), images.contains(value));
      assertEquals(expected.add(HEX.formatHex(value)), images.add(value));
    }
    assertEquals(expected.size(), images.size());
  }
}
