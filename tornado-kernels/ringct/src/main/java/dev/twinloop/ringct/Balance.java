package dev.twinloop.ringct;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.ringct.tx.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a transaction makes no money: the pseudo outputs of its inputs sum to the commitments of
 * its outputs and the fee, {@code Σ pseudo = Σ commitment + fee H} [monero: verRctSemanticsSimple].
 * That no amount is negative, its range proof says.
 */
final class Balance {
  private Balance() {}

  /** What is wrong; empty if nothing is. */
  static Optional<String> problem(Transaction tx) {
    return found(tx, 0, AmountPoints.ON_HOST);
  }

  /**
   * The same, with points that may have been decoded before. What is wrong with those is looked at
   * again on the host: a point that came out wrong does not make a good transaction bad.
   *
   * @param index of the transaction among those whose points they are
   */
  static Optional<String> problem(Transaction tx, int index, AmountPoints points) {
    Optional<String> found = found(tx, index, points);
    return points == AmountPoints.ON_HOST ? found : found.flatMap(_ -> problem(tx));
  }

  private static Optional<String> found(Transaction tx, int index, AmountPoints points) {
    List<EdwardsPoint> in = new ArrayList<>();
    List<EdwardsPoint> out = AmountBase.parts(tx.fee());
    for (int i = 0; i < tx.inputs(); i++) {
      Optional<EdwardsPoint> point = points.pseudoOutput(index, tx, i);
      if (point.isEmpty()) {
        return Optional.of("input " + i + ": the pseudo output is not a point");
      }
      in.add(point.get());
    }
    for (int j = 0; j < tx.outputs(); j++) {
      Optional<EdwardsPoint> point = points.commitment(index, tx, j);
      if (point.isEmpty()) {
        return Optional.of("output " + j + ": the commitment is not a point");
      }
      out.add(point.get());
    }
    return EdwardsPoint.sum(in).equals(EdwardsPoint.sum(out))
        ? Optional.empty()
        : Optional.of("balance: the inputs are not the outputs and the fee");
  }
}
