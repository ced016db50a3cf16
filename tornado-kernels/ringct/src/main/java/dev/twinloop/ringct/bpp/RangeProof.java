package dev.twinloop.ringct.bpp;

import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.ringct.tx.RangeProofKind;
import dev.twinloop.ringct.tx.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One range proof with the commitments that it speaks of, as it came: elements of any length, as
 * many as there happen to be. {@link BulletproofPlusBatch} says what is wrong with it.
 *
 * @param commitments V, to the amounts of 1 to 16 outputs, as they are on the chain: not divided by
 *     8
 * @param points A, A1, B, divided by 8
 * @param scalars r1, s1, d1
 * @param left L, one a round, divided by 8
 * @param right R, as many
 */
public record RangeProof(
    List<byte[]> commitments,
    Points points,
    Scalars scalars,
    List<byte[]> left,
    List<byte[]> right) {
  /** The most outputs of one proof. */
  public static final int MOST_OUTPUTS = 16;

  /** Bits of an amount. */
  public static final int BITS = 64;

  /** Bytes of an element, point or scalar. */
  public static final int ELEMENT = 32;

  private static final int FIRST_L = 6;

  /** The three points that are no L and no R. */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way; compared by nobody
  public record Points(byte[] a, byte[] a1, byte[] b) {}

  /** The three scalars. */
  @SuppressWarnings("ArrayRecordComponent") // bytes on their way; compared by nobody
  public record Scalars(byte[] r1, byte[] s1, byte[] d1) {
    private String problem() {
      if (!EdwardsScalar.isCanonical(r1, 0)) {
        return "r1 is not below l";
      }
      if (!EdwardsScalar.isCanonical(s1, 0)) {
        return "s1 is not below l";
      }
      return EdwardsScalar.isCanonical(d1, 0) ? "" : "d1 is not below l";
    }
  }

  public RangeProof {
    commitments = List.copyOf(commitments);
    left = List.copyOf(left);
    right = List.copyOf(right);
  }

  /**
   * That of a transaction.
   *
   * @throws IllegalArgumentException if it has another kind of range proof
   */
  public static RangeProof of(Transaction tx) {
    if (tx.rangeProofKind() != RangeProofKind.BULLETPROOF_PLUS) {
      throw new IllegalArgumentException(
          "range proof: %s, accepted: %s"
              .formatted(tx.rangeProofKind(), RangeProofKind.BULLETPROOF_PLUS));
    }
    return of(
        IntStream.range(0, tx.outputs()).mapToObj(tx::commitment).toList(), tx.proofElements());
  }

  /**
   * From elements one behind the other: A, A1, B, r1, s1, d1, L…, R…, as a transaction has them.
   *
   * @throws IllegalArgumentException unless there are six elements and as many L as R
   */
  public static RangeProof of(List<byte[]> commitments, byte[] elements) {
    int count = elements.length / ELEMENT;
    if (elements.length % ELEMENT != 0 || count < FIRST_L || count % 2 != 0) {
      throw new IllegalArgumentException(
          "range proof: %d bytes, accepted: 192 and 64 more for each round"
              .formatted(elements.length));
    }
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(Arrays.copyOfRange(elements, ELEMENT * i, ELEMENT * (i + 1)));
    }
    int firstR = (count + FIRST_L) / 2;
    return new RangeProof(
        commitments,
        new Points(all.get(0), all.get(1), all.get(2)),
        new Scalars(all.get(3), all.get(4), all.get(5)),
        all.subList(FIRST_L, firstR),
        all.subList(firstR, count));
  }

  /** How many amounts it has room for: outputs, rounded up to a power of two. */
  int room() {
    return commitments.size() <= 1 ? 1 : Integer.highestOneBit(commitments.size() - 1) << 1;
  }

  /** How many L there must be: log2 of all bits. */
  int rounds() {
    return Integer.numberOfTrailingZeros(BITS * room());
  }

  /** How many points there are beside the commitments: B, A1, A, L and R. */
  int others() {
    return 3 + 2 * rounds();
  }

  /** What is wrong with counts, lengths and scalars; empty if nothing is. */
  String problem() {
    if (commitments.isEmpty() || commitments.size() > MOST_OUTPUTS) {
      return "commitments: %d, accepted: 1 to %d".formatted(commitments.size(), MOST_OUTPUTS);
    }
    if (left.size() != rounds() || right.size() != rounds()) {
      return "L: %d, R: %d, accepted with %d commitments: %d each"
          .formatted(left.size(), right.size(), commitments.size(), rounds());
    }
    boolean whole =
        commitments.stream().allMatch(RangeProof::fits)
            && left.stream().allMatch(RangeProof::fits)
            && right.stream().allMatch(RangeProof::fits)
            && fits(points.a)
            && fits(points.a1)
            && fits(points.b)
            && fits(scalars.r1)
            && fits(scalars.s1)
            && fits(scalars.d1);
    return whole ? scalars.problem() : "an element is not 32 bytes long";
  }

  /** The points beside the commitments in the order of {@link SumTerms}. */
  byte[] other(int index) {
    return switch (index) {
      case 0 -> points.b;
      case 1 -> points.a1;
      case 2 -> points.a;
      default -> (index % 2 == 1 ? left : right).get((index - 3) / 2);
    };
  }

  /** Their names, for messages. */
  String nameOfOther(int index) {
    return switch (index) {
      case 0 -> "B";
      case 1 -> "A1";
      case 2 -> "A";
      default -> (index % 2 == 1 ? "L" : "R") + " of round " + (index - 3) / 2;
    };
  }

  private static boolean fits(byte[] element) {
    return element.length == ELEMENT;
  }
}
