package dev.twinloop.kernel.eddsa;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.edwards.EdwardsSum;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies signatures of a batch with host points, about 80 µs each: the oracle of the kernels, and
 * the host body. It follows the rule's text, step by step. One thread.
 */
final class HostVerifier {
  private static final int R_AT = 32;
  private static final int S_AT = 64;

  private final Ed25519Batch task;
  private final Rule rule;
  private final MessageDigest sha512 = Challenge.sha512();
  private final byte[] item = new byte[Ed25519Batch.ITEM_BYTES];

  HostVerifier(Ed25519Batch task) {
    this.task = task;
    this.rule = task.rule();
  }

  /**
   * A signature whose R is still to be compared with the encoding of a point.
   *
   * @param place among those that are verified together
   * @param item in the task
   */
  private record Open(int place, long item, EdwardsPoint point) {}

  /** The verdict of one item. */
  Verdict verdict(long index) {
    return verdicts(index, 1)[0];
  }

  /** The verdicts of items {@code from} to {@code from + count}, which share one inversion. */
  Verdict[] verdicts(long from, int count) {
    Verdict[] verdicts = new Verdict[count];
    List<Open> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      verdicts[i] = judge(from + i, i, open);
    }
    byte[][] encodings = EdwardsPoint.encodeAll(open.stream().map(Open::point).toList());
    for (int i = 0; i < encodings.length; i++) {
      long at = open.get(i).item() * item.length + R_AT;
      MemorySegment r = task.data().asSlice(at, encodings[i].length);
      boolean same = r.mismatch(MemorySegment.ofArray(encodings[i])) < 0;
      verdicts[open.get(i).place()] = same ? Verdict.VALID : Verdict.WRONG;
    }
    return verdicts;
  }

  private Verdict judge(long index, int place, List<Open> open) {
    int malformed = task.exceptions().malformed().code(index);
    if (malformed != 0) {
      return Verdict.of(malformed);
    }
    MemorySegment.copy(task.data(), JAVA_BYTE, index * item.length, item, 0, item.length);
    Optional<EdwardsPoint> key = EdwardsPoint.decodeUnreduced(item, 0);
    boolean decodesR = rule.decodesR() || !rule.smallOrderR();
    Optional<EdwardsPoint> r =
        decodesR ? EdwardsPoint.decodeUnreduced(item, R_AT) : Optional.empty();
    Verdict refused = beforeTheEquation(key, r);
    if (refused != Verdict.VALID) {
      return refused;
    }
    EdwardsScalar s = EdwardsScalar.reduce(item, S_AT);
    EdwardsPoint minusKey = key.orElseThrow().negate();
    EdwardsPoint point = EdwardsSum.withBase(s, List.of(challenge(index)), List.of(minusKey));
    if (!rule.decodesR()) {
      open.add(new Open(place, index, point));
      return Verdict.WRONG; // until its encoding is known
    }
    EdwardsPoint rest = point.minus(r.orElseThrow());
    boolean zero = (rule.cofactored() ? rest.timesCofactor() : rest).isIdentity();
    return zero ? Verdict.VALID : Verdict.WRONG;
  }

  /** What the rule refuses first, in the order of {@link Verdict}; VALID if nothing. */
  private Verdict beforeTheEquation(Optional<EdwardsPoint> key, Optional<EdwardsPoint> r) {
    if (!EdwardsScalar.isCanonical(item, S_AT)) {
      return Verdict.S_OUT_OF_RANGE;
    }
    if (!rule.unreducedKeys() && !EdwardsPoint.isCanonical(item, 0)) {
      return Verdict.KEY_NOT_CANONICAL;
    }
    if (!rule.smallOrderKeys() && key.filter(EdwardsPoint::isSmallOrder).isPresent()) {
      return Verdict.KEY_OF_SMALL_ORDER;
    }
    if (!rule.unreducedR() && !EdwardsPoint.isCanonical(item, R_AT)) {
      return Verdict.R_NOT_CANONICAL;
    }
    if (!rule.smallOrderR() && r.filter(EdwardsPoint::isSmallOrder).isPresent()) {
      return Verdict.R_OF_SMALL_ORDER;
    }
    if (key.isEmpty()) {
      return Verdict.KEY_NOT_ON_CURVE;
    }
    return rule.decodesR() && r.isEmpty() ? Verdict.R_NOT_ON_CURVE : Verdict.VALID;
  }

  private EdwardsScalar challenge(long index) {
    byte[] message =
        task.messages()
            .data()
            .asSlice(task.messages().offset(index), task.messages().bytes(index))
            .toArray(JAVA_BYTE);
    return task.exceptions().digested(index)
        ? EdwardsScalar.reduceWide(message, 0)
        : Challenge.of(sha512, item, message);
  }
}
