package dev.twinloop.ringct;

import dev.twinloop.engine.TaskHandle;
import dev.twinloop.ringct.bp.Bulletproof;
import dev.twinloop.ringct.bpp.BulletproofPlusBatch;
import dev.twinloop.ringct.bpp.RangeArithmetic;
import dev.twinloop.ringct.bpp.RangeProof;
import dev.twinloop.ringct.bpp.RangeVerdict;
import dev.twinloop.ringct.clsag.ClsagJudge;
import dev.twinloop.ringct.clsag.ClsagStatement;
import dev.twinloop.ringct.clsag.Verdict;
import dev.twinloop.ringct.tx.RangeProofKind;
import dev.twinloop.ringct.tx.Transaction;
import dev.twinloop.workflow.Steps;
import dev.twinloop.workflow.Workflow;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Transactions to verify together: {@link #workflow a workflow} that answers for each.
 *
 * <pre>
 *   rings and inputs match ─▶ no key image twice
 *      ─▶ side by side: ring signatures, all at once
 *                       range proofs of type 6, all at once
 *                       balance, and range proofs of type 5
 *   then, in order: was a key image spent by a transaction before?
 * </pre>
 *
 * <p>Without an accelerator, nothing else is computed of a transaction that does not balance.
 *
 * <p>Only a transaction that is valid spends its key images. Not looked at is what a node alone
 * knows: whether ring members exist and are unlocked, and rules that changed from fork to fork
 * (ring size, order of inputs, fees). Nothing secret is involved.
 *
 * @param transactions in the order in which they spend
 */
public record RingCtBatch(List<RingCtStatement> transactions) {
  private static final HexFormat HEX = HexFormat.of();

  public RingCtBatch {
    transactions = List.copyOf(transactions);
  }

  /**
   * A workflow that verifies them: ring signatures by kernels, and points of range proofs too where
   * there is an accelerator; the rest on the host.
   *
   * @param spent the key images that were spent before; those of valid transactions are added when
   *     all verdicts are there, and none if the workflow fails or is cancelled before
   */
  public Workflow<List<RingCtVerdict>> workflow(KeyImages spent) {
    long items =
        transactions.stream()
            .map(RingCtStatement::transaction)
            .mapToLong(tx -> 2 + tx.inputs())
            .sum();
    return Workflow.named(
        "ringct",
        items,
        steps ->
            verify(
                ClsagJudge.on(steps),
                RangeArithmetic.on(steps),
                new Setting(spent, new StepsOf(steps))));
  }

  /** What computes on the host: this thread, or a workflow's steps. */
  private interface Host {
    /** Whether accelerators leave the host time for something else. */
    boolean accelerated();

    <T> T run(String name, int items, Supplier<T> work);

    /** Runs it beside the caller where there is an accelerator, else when its result is wanted. */
    <T> Supplier<T> begin(String name, int items, Supplier<T> work);

    /** Decodes what balances are made of, perhaps beforehand. */
    AmountPoints decode(List<RingCtStatement> transactions);
  }

  /** Steps of a workflow. */
  private record StepsOf(Steps steps) implements Host {
    @Override
    public boolean accelerated() {
      return steps.accelerated();
    }

    @Override
    public <T> T run(String name, int items, Supplier<T> work) {
      return steps.onHost(name, items, work);
    }

    @Override
    public <T> Supplier<T> begin(String name, int items, Supplier<T> work) {
      if (!accelerated()) {
        return () -> run(name, items, work);
      }
      Workflow<T> part = Workflow.named(name, items, own -> own.onHost(name, items, work));
      TaskHandle<T> handle = steps.submit(part);
      return () -> handle.await().value();
    }

    @Override
    public AmountPoints decode(List<RingCtStatement> transactions) {
      return AmountPoints.begin(transactions, steps);
    }
  }

  /** This thread. */
  private static final class Here implements Host {
    @Override
    public boolean accelerated() {
      return false;
    }

    @Override
    public <T> T run(String name, int items, Supplier<T> work) {
      return work.get();
    }

    @Override
    public <T> Supplier<T> begin(String name, int items, Supplier<T> work) {
      return work;
    }

    @Override
    public AmountPoints decode(List<RingCtStatement> transactions) {
      return AmountPoints.ON_HOST;
    }
  }

  /** Where the rest is done, and what was spent before. */
  private record Setting(KeyImages spent, Host host) {}

  /** Verifies them on all cores of the CPU, without an engine. */
  public List<RingCtVerdict> verify(KeyImages spent) {
    return verify(ClsagJudge.onHost(), RangeArithmetic.onHost(), spent);
  }

  /**
   * Verifies them on this thread, by these means.
   *
   * @param judge verifies their ring signatures
   * @param points computes with the points of their range proofs
   * @param spent the key images that were spent before; those of valid transactions are added
   * @return a verdict for each, in order
   */
  public List<RingCtVerdict> verify(ClsagJudge judge, RangeArithmetic points, KeyImages spent) {
    return verify(judge, points, new Setting(spent, new Here()));
  }

  private List<RingCtVerdict> verify(ClsagJudge judge, RangeArithmetic points, Setting setting) {
    Host host = setting.host();
    int count = transactions.size();
    String[] mismatches = host.run("transactions", count, () -> each(RingCtBatch::mismatch));
    String[] problems =
        host.accelerated()
            ? mismatches
            : host.run("balance", count, () -> balance(mismatches, AmountPoints.ON_HOST));
    // What takes a device longest goes first, with all cores for its layout.
    Signatures signatures = host.run("signatures", count, () -> new Signatures(problems));
    Supplier<List<Verdict>> judging = judge.begin(signatures.handOver());
    int[] proofs = rangeProofs(problems);
    Supplier<List<RangeVerdict>> ranging =
        host.begin("range-proofs", proofs.length, () -> judged(proofs, points));
    AmountPoints amounts = host.accelerated() ? host.decode(transactions) : AmountPoints.ON_HOST;
    String[] found =
        host.accelerated()
            ? host.run("balance", count, () -> balance(problems, amounts))
            : problems;
    List<RangeVerdict> ranges = ranging.get();
    for (int k = 0; k < proofs.length; k++) {
      if (found[proofs[k]].isEmpty() && !ranges.get(k).valid()) {
        found[proofs[k]] = "range proof: " + ranges.get(k).reason();
      }
    }
    signatures.enter(judging.get(), found);
    return spend(found, setting.spent());
  }

  /** What is wrong with each transaction, found on all cores. */
  private String[] each(Function<RingCtStatement, String> problem) {
    String[] problems = new String[transactions.size()];
    IntStream.range(0, problems.length)
        .parallel()
        .forEach(t -> problems[t] = problem.apply(transactions.get(t)));
    return problems;
  }

  /** The same, and which others do not balance, or have a range proof of type 5 that fails. */
  private String[] balance(String[] before, AmountPoints points) {
    points.await();
    String[] problems = before.clone();
    IntStream.range(0, problems.length)
        .parallel()
        .filter(t -> problems[t].isEmpty())
        .forEach(t -> problems[t] = imbalance(t, points));
    return problems;
  }

  private List<RingCtVerdict> spend(String[] problems, KeyImages spent) {
    List<RingCtVerdict> verdicts = new ArrayList<>(problems.length);
    for (int t = 0; t < problems.length; t++) {
      Transaction tx = transactions.get(t).transaction();
      String problem = problems[t].isEmpty() ? spend(tx, spent) : problems[t];
      verdicts.add(problem.isEmpty() ? RingCtVerdict.VALID : new RingCtVerdict(problem));
    }
    return verdicts;
  }

  private static String mismatch(RingCtStatement statement) {
    String problem = statement.problem();
    return problem.isEmpty() ? twice(statement.transaction()).orElse("") : problem;
  }

  private String imbalance(int index, AmountPoints points) {
    Transaction tx = tx(index);
    return Balance.problem(tx, index, points)
        .or(
            () ->
                hasKind(tx, RangeProofKind.BULLETPROOF)
                    ? Bulletproof.problem(tx).map(what -> "range proof: " + what)
                    : Optional.empty())
        .orElse("");
  }

  private static Optional<String> twice(Transaction tx) {
    for (int i = 1; i < tx.inputs(); i++) {
      byte[] image = tx.keyImage(i);
      for (int j = 0; j < i; j++) {
        if (Arrays.equals(image, tx.keyImage(j))) {
          return Optional.of("inputs %d and %d: the same key image".formatted(j, i));
        }
      }
    }
    return Optional.empty();
  }

  /** The transactions that are good so far and have a range proof of type 6. */
  private int[] rangeProofs(String[] problems) {
    return IntStream.range(0, problems.length)
        .filter(t -> problems[t].isEmpty() && hasKind(tx(t), RangeProofKind.BULLETPROOF_PLUS))
        .toArray();
  }

  private List<RangeVerdict> judged(int[] owners, RangeArithmetic points) {
    List<RangeProof> proofs =
        IntStream.of(owners).parallel().mapToObj(this::tx).map(RangeProof::of).toList();
    return new BulletproofPlusBatch(proofs).verify(points, new SecureRandom());
  }

  private Transaction tx(int index) {
    return transactions.get(index).transaction();
  }

  /** All signatures of all transactions that are good so far. */
  private final class Signatures {
    private final List<Integer> owners = new ArrayList<>();
    private List<ClsagStatement> all = new ArrayList<>();

    Signatures(String[] problems) {
      List<List<ClsagStatement>> own =
          IntStream.range(0, problems.length)
              .parallel()
              .mapToObj(
                  t ->
                      problems[t].isEmpty()
                          ? transactions.get(t).signatures()
                          : List.<ClsagStatement>of())
              .toList();
      for (int t = 0; t < problems.length; t++) {
        owners.addAll(Collections.nCopies(own.get(t).size(), t));
        all.addAll(own.get(t));
      }
    }

    /** Gives them away: they are many, and nobody else needs them any more. */
    List<ClsagStatement> handOver() {
      List<ClsagStatement> given = all;
      all = List.of();
      return given;
    }

    /** Notes of each transaction that is good so far the first signature that is not. */
    void enter(List<Verdict> verdicts, String[] problems) {
      int input = 0;
      for (int k = 0; k < verdicts.size(); k++) {
        int owner = owners.get(k);
        input = k > 0 && owners.get(k - 1) == owner ? input + 1 : 0;
        if (problems[owner].isEmpty() && !verdicts.get(k).valid()) {
          problems[owner] = "input " + input + ": " + verdicts.get(k).reason();
        }
      }
    }
  }

  private static String spend(Transaction tx, KeyImages spent) {
    for (int i = 0; i < tx.inputs(); i++) {
      if (spent.contains(tx.keyImage(i))) {
        return "input %d: key image %s was spent before"
            .formatted(i, HEX.formatHex(tx.keyImage(i)));
      }
    }
    for (int i = 0; i < tx.inputs(); i++) {
      boolean unused = spent.add(tx.keyImage(i));
    }
    return "";
  }

  private static boolean hasKind(Transaction tx, RangeProofKind kind) {
    return tx.rangeProofKind() == kind;
  }
}
