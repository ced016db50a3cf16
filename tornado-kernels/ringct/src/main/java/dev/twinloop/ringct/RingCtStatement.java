package dev.twinloop.ringct;

import dev.twinloop.ringct.clsag.ClsagStatement;
import dev.twinloop.ringct.clsag.ClsagStatement.Member;
import dev.twinloop.ringct.clsag.ClsagStatement.Signature;
import dev.twinloop.ringct.tx.Transaction;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A transaction with what is not in its blob: the members of its rings.
 *
 * @param transaction the transaction
 * @param rings of each input its members in the order of their indices, as a node's output index
 *     has them
 */
public record RingCtStatement(Transaction transaction, List<List<Member>> rings) {
  public RingCtStatement {
    rings = rings.stream().map(List::copyOf).toList();
  }

  /** Why it cannot be verified; empty if there are as many rings and members as there should be. */
  String problem() {
    if (rings.size() != transaction.inputs()) {
      return "rings: %d, accepted: one for each of %d inputs"
          .formatted(rings.size(), transaction.inputs());
    }
    for (int i = 0; i < rings.size(); i++) {
      if (rings.get(i).size() != transaction.ringSize()) {
        return "input %d: ring of %d, accepted: %d, as the transaction says"
            .formatted(i, rings.get(i).size(), transaction.ringSize());
      }
    }
    return "";
  }

  /** The ring signatures of its inputs, in order; only where {@link #problem} finds nothing. */
  List<ClsagStatement> signatures() {
    byte[] message = transaction.message();
    int n = transaction.ringSize();
    return IntStream.range(0, transaction.inputs())
        .mapToObj(
            i ->
                new ClsagStatement(
                    message,
                    rings.get(i),
                    transaction.pseudoOutput(i),
                    transaction.keyImage(i),
                    Signature.of(transaction.signature(i), n)))
        .toList();
  }
}
