package dev.twinloop.ringct.bp;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.ringct.Keccak;
import dev.twinloop.ringct.tx.RangeProofKind;
import dev.twinloop.ringct.tx.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The range proof of a transaction of type 5, on the host: some milliseconds each. Public data
 * only.
 *
 * <pre>
 *   elements    A, S, T1, T2, taux, mu, L…, R…, a, b, t      points on the wire are divided by 8
 *   transcript  t0 = Hs(V/8 …)   y = Hs(t0 ‖ A ‖ S)   z = Hs(y)   x = Hs(z ‖ z ‖ T1 ‖ T2)
 *               x' = Hs(x ‖ x ‖ taux ‖ mu ‖ t)        w_j = Hs(before ‖ L_j ‖ R_j)
 * </pre>
 *
 * <p>Valid if taux, mu, a, b, t are below l, all points are canonical encodings, no challenge is 0,
 * and both equations of {@link BulletproofEquations} hold.
 */
public final class Bulletproof {
  private static final int ELEMENT = 32;
  private static final int HEAD = 6;
  private static final int TAUX = 4;
  private static final int MU = 5;
  private static final EdwardsScalar EIGHTH = EdwardsScalar.of(8).inverse();

  private final byte[] elements;
  private final int rounds;
  private final List<EdwardsPoint> eighths = new ArrayList<>();
  private final List<EdwardsPoint> points = new ArrayList<>();
  private String problem = "";

  private Bulletproof(Transaction tx) {
    elements = tx.proofElements();
    rounds = tx.proofRounds();
    for (int j = 0; j < tx.outputs(); j++) {
      int output = j;
      EdwardsPoint.decode(tx.commitment(j), 0)
          .ifPresentOrElse(
              point -> eighths.add(point.times(EIGHTH)),
              () -> complain("commitment " + output + " is not a point"));
    }
    List<Integer> places = new ArrayList<>(List.of(0, 1, 2, 3));
    for (int i = 0; i < 2 * rounds; i++) {
      places.add(HEAD + i);
    }
    for (int place : places) {
      EdwardsPoint.decode(elements, ELEMENT * place)
          .ifPresentOrElse(
              point -> points.add(point.timesCofactor()),
              () -> complain("element " + place + " is not a point"));
    }
    for (int place : new int[] {TAUX, MU, tail(0), tail(1), tail(2)}) {
      if (!EdwardsScalar.isCanonical(elements, ELEMENT * place)) {
        complain("element " + place + " is not below l");
      }
    }
  }

  private int tail(int i) {
    return HEAD + 2 * rounds + i;
  }

  private void complain(String what) {
    problem = problem.isEmpty() ? what : problem;
  }

  /**
   * What is wrong with a transaction's range proof; empty if nothing is.
   *
   * @throws IllegalArgumentException if it has another kind
   */
  public static Optional<String> problem(Transaction tx) {
    if (tx.rangeProofKind() != RangeProofKind.BULLETPROOF) {
      throw new IllegalArgumentException(
          "range proof: %s, accepted: %s"
              .formatted(tx.rangeProofKind(), RangeProofKind.BULLETPROOF));
    }
    Bulletproof proof = new Bulletproof(tx);
    return proof.problem.isEmpty() ? proof.equations().problem() : Optional.of(proof.problem);
  }

  private BulletproofEquations equations() {
    Keccak commitments = new Keccak();
    for (byte[] eighth : EdwardsPoint.encodeAll(eighths)) {
      commitments.add(eighth);
    }
    EdwardsScalar start = EdwardsScalar.reduce(commitments.digest(), 0);
    EdwardsScalar y = hash(start.toBytes(), element(0), element(1));
    EdwardsScalar z = hash(y.toBytes());
    EdwardsScalar x = hash(z.toBytes(), z.toBytes(), element(2), element(3));
    EdwardsScalar inner =
        hash(x.toBytes(), x.toBytes(), element(TAUX), element(MU), element(tail(2)));
    List<EdwardsScalar> w = new ArrayList<>();
    EdwardsScalar last = inner;
    for (int j = 0; j < rounds; j++) {
      last = hash(last.toBytes(), element(HEAD + j), element(HEAD + rounds + j));
      w.add(last);
    }
    List<EdwardsPoint> commitments8 = eighths.stream().map(EdwardsPoint::timesCofactor).toList();
    return new BulletproofEquations(
        commitments8,
        points,
        new BulletproofEquations.Challenges(y, z, x, inner, w),
        new BulletproofEquations.Answers(
            scalar(TAUX), scalar(MU), scalar(tail(0)), scalar(tail(1)), scalar(tail(2))));
  }

  private byte[] element(int place) {
    return Arrays.copyOfRange(elements, ELEMENT * place, ELEMENT * (place + 1));
  }

  private EdwardsScalar scalar(int place) {
    return EdwardsScalar.reduce(elements, ELEMENT * place);
  }

  private static EdwardsScalar hash(byte[]... parts) {
    return EdwardsScalar.reduce(Keccak.of(parts), 0);
  }
}
