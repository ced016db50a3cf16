package dev.twinloop.ringct;

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
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * Transactions to verify together: a workflow that answers for each.
 *
 * <pre>
 *   rings and inputs match ─▶ no key image twice ─▶ balance ─▶ range proof, if of type 5
 *      ─▶ side by side: range proofs of type 6, all at once; ring signatures, all at once
 *   then, in order: was a key image spent by a transaction before?
 * </pre>
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

  /** The same with range proofs on all cores of the CPU. */
  public List<RingCtVerdict> verify(ClsagJudge judge, KeyImages spent) {
    return verify(judge, RangeArithmetic.onHost(), spent);
  }

  /**
   * Verifies them.
   *
   * @param judge verifies their ring signatures
   * @param points computes with the points of their range proofs
   * @param spent the key images that were spent before; those of valid transactions are added
   * @return a verdict for each, in order
   */
  public List<RingCtVerdict> verify(ClsagJudge judge, RangeArithmetic points, KeyImages spent) {
    String[] problems = new String[transactions.size()];
    IntStream.range(0, problems.length)
        .parallel()
        .forEach(t -> problems[t] = problem(transactions.get(t)));
    Signatures signatures = new Signatures(problems);
    CompletableFuture<List<Verdict>> judging =
        CompletableFuture.supplyAsync(() -> judge.judge(signatures.all));
    try {
      judgeRangeProofs(points, problems);
    } finally {
      settle(judging);
    }
    signatures.enter(result(judging), problems);
    List<RingCtVerdict> verdicts = new ArrayList<>(problems.length);
    for (int t = 0; t < problems.length; t++) {
      Transaction tx = transactions.get(t).transaction();
      String problem = problems[t].isEmpty() ? spend(tx, spent) : problems[t];
      verdicts.add(problem.isEmpty() ? RingCtVerdict.VALID : new RingCtVerdict(problem));
    }
    return verdicts;
  }

  private static String problem(RingCtStatement statement) {
    String problem = statement.problem();
    if (!problem.isEmpty()) {
      return problem;
    }
    Transaction tx = statement.transaction();
    return twice(tx)
        .or(() -> Balance.problem(tx))
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

  /** The range proofs of type 6 of all transactions that are good so far. */
  private void judgeRangeProofs(RangeArithmetic points, String[] problems) {
    int[] owners =
        IntStream.range(0, problems.length)
            .filter(t -> problems[t].isEmpty() && hasKind(tx(t), RangeProofKind.BULLETPROOF_PLUS))
            .toArray();
    List<RangeProof> proofs =
        IntStream.of(owners).parallel().mapToObj(this::tx).map(RangeProof::of).toList();
    List<RangeVerdict> verdicts =
        new BulletproofPlusBatch(proofs).verify(points, new SecureRandom());
    for (int k = 0; k < owners.length; k++) {
      if (!verdicts.get(k).valid()) {
        problems[owners[k]] = "range proof: " + verdicts.get(k).reason();
      }
    }
  }

  private Transaction tx(int index) {
    return transactions.get(index).transaction();
  }

  /** All signatures of all transactions that are good so far. */
  private final class Signatures {
    private final List<Integer> owners = new ArrayList<>();
    private final List<ClsagStatement> all = new ArrayList<>();

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

  /** Waits until nothing of it runs any more, whatever becomes of it. */
  private static void settle(CompletableFuture<?> judging) {
    boolean unused = judging.handle((value, problem) -> true).join();
  }

  private static List<Verdict> result(CompletableFuture<List<Verdict>> judging) {
    try {
      return judging.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
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
