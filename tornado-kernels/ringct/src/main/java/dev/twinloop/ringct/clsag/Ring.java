package dev.twinloop.ringct.clsag;

import static dev.twinloop.ringct.clsag.ClsagLayout.ELEMENT;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import dev.twinloop.kernel.edwards.EdwardsSum;
import dev.twinloop.ringct.HashToPoint;
import dev.twinloop.ringct.Keccak;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A packed signature whose points were decoded, so that rounds can be computed one by one, on the
 * host. Not thread-safe.
 *
 * <pre>
 *   L = s_i G + (μ_P c) P_i + (μ_C c) (C_i - Co)      μ_P c, μ_C c as integers below l:
 *   R = s_i Hp(P_i) + c W                             P_i, C_i, Co may have torsion
 *   W = μ_P I + μ_C 8 D                               I and 8 D have none
 *   c' = Hs(dom("CLSAG_round") ‖ P… ‖ C… ‖ Co ‖ m ‖ L ‖ R)
 * </pre>
 */
final class Ring {
  private static final byte[] ROUND = domain("CLSAG_round");
  private static final byte[] AGGREGATE_0 = domain("CLSAG_agg_0");
  private static final byte[] AGGREGATE_1 = domain("CLSAG_agg_1");

  private final byte[] packed;
  private final ClsagLayout layout;
  private final EdwardsPoint pseudo;
  private final EdwardsScalar keyFactor;
  private final EdwardsScalar commitmentFactor;
  private final EdwardsPoint weighted;
  private final Keccak beforeRound;
  private final @Nullable EdwardsPoint[] keys;
  private final @Nullable EdwardsPoint[] commitments;

  /** What decoding found. */
  sealed interface Decoded {
    /** All is well-formed. */
    record Good(Ring ring) implements Decoded {}

    /** Something is not. */
    record Bad(Verdict verdict) implements Decoded {}
  }

  private Ring(
      byte[] packed, ClsagLayout layout, EdwardsPoint image, EdwardsPoint d8, EdwardsPoint pseudo) {
    this.packed = packed;
    this.layout = layout;
    this.pseudo = pseudo;
    keys = new EdwardsPoint[layout.ringSize()];
    commitments = new EdwardsPoint[layout.ringSize()];
    keyFactor = factor(AGGREGATE_0);
    commitmentFactor = factor(AGGREGATE_1);
    weighted = EdwardsSum.of(List.of(keyFactor, commitmentFactor), List.of(image, d8));
    beforeRound =
        new Keccak()
            .add(ROUND)
            .add(packed, 0, layout.image())
            .add(packed, layout.pseudo(), 2 * ELEMENT);
  }

  /** A domain of hashes: its name, then zeros up to 32 bytes. */
  static byte[] domain(String name) {
    return Arrays.copyOf(name.getBytes(US_ASCII), ELEMENT);
  }

  private EdwardsScalar factor(byte[] domain) {
    byte[] digest = new Keccak().add(domain).add(packed, 0, layout.message()).digest();
    return EdwardsScalar.reduce(digest, 0);
  }

  /**
   * Looks at everything but the members' points and the rounds.
   *
   * @param packed in {@link ClsagLayout}'s order
   */
  static Decoded decode(byte[] packed, int n) {
    ClsagLayout layout = new ClsagLayout(n);
    Finding range = range(packed, layout);
    if (range != Finding.VALID) {
      return new Decoded.Bad(Verdict.of(range));
    }
    for (int i = 0; i < n; i++) {
      if (!EdwardsScalar.isCanonical(packed, layout.s(i))) {
        return new Decoded.Bad(new Verdict(Finding.S_NOT_REDUCED, i));
      }
    }
    EdwardsPoint image = point(packed, layout.image());
    if (image == null) {
      return new Decoded.Bad(Verdict.of(Finding.KEY_IMAGE_NO_POINT));
    }
    if (!image.isTorsionFree()) {
      return new Decoded.Bad(Verdict.of(Finding.KEY_IMAGE_TORSION));
    }
    EdwardsPoint d = point(packed, layout.d());
    if (d == null) {
      return new Decoded.Bad(Verdict.of(Finding.D_NO_POINT));
    }
    EdwardsPoint d8 = d.timesCofactor();
    if (d8.isIdentity()) {
      return new Decoded.Bad(Verdict.of(Finding.D_SMALL_ORDER));
    }
    EdwardsPoint pseudo = point(packed, layout.pseudo());
    if (pseudo == null) {
      return new Decoded.Bad(Verdict.of(Finding.PSEUDO_OUTPUT_NO_POINT));
    }
    return new Decoded.Good(new Ring(packed, layout, image, d8, pseudo));
  }

  private static Finding range(byte[] packed, ClsagLayout layout) {
    boolean identity = packed[layout.image()] == 1;
    for (int i = 1; i < ELEMENT; i++) {
      identity &= packed[layout.image() + i] == 0;
    }
    if (identity) {
      return Finding.KEY_IMAGE_IDENTITY;
    }
    return EdwardsScalar.isCanonical(packed, layout.c1()) ? Finding.VALID : Finding.C1_NOT_REDUCED;
  }

  private static @Nullable EdwardsPoint point(byte[] packed, int at) {
    return EdwardsPoint.decode(packed, at).orElse(null);
  }

  /** The first challenge. */
  EdwardsScalar first() {
    return EdwardsScalar.reduce(packed, layout.c1());
  }

  /**
   * A member's points, decoded.
   *
   * @param key P
   * @param difference C - Co
   * @param hashed Hp(P)
   */
  private record Member(EdwardsPoint key, EdwardsPoint difference, EdwardsPoint hashed) {}

  /** {@link Verdict#VALID}, or why a member's points are none. */
  Verdict vet(int i) {
    keys[i] = point(packed, layout.key(i));
    if (keys[i] == null) {
      return new Verdict(Finding.KEY_NO_POINT, i);
    }
    commitments[i] = point(packed, layout.commitment(i));
    return commitments[i] == null ? new Verdict(Finding.COMMITMENT_NO_POINT, i) : Verdict.VALID;
  }

  /** A member whose points {@link #vet} found good. */
  private Member member(int i) {
    EdwardsPoint key = Objects.requireNonNull(keys[i], "vetted before");
    EdwardsPoint commitment = Objects.requireNonNull(commitments[i], "vetted before");
    int at = layout.key(i);
    byte[] encoded = Arrays.copyOfRange(packed, at, at + ELEMENT);
    return new Member(key, commitment.minus(pseudo), HashToPoint.of(encoded));
  }

  /** The challenge that follows from another at member i, which {@link #vet} found good. */
  EdwardsScalar next(int i, EdwardsScalar c) {
    Member member = member(i);
    EdwardsScalar s = EdwardsScalar.reduce(packed, layout.s(i));
    EdwardsPoint left =
        EdwardsSum.withBase(
            s,
            List.of(keyFactor.times(c), commitmentFactor.times(c)),
            List.of(member.key, member.difference));
    EdwardsPoint right = EdwardsSum.of(List.of(s, c), List.of(member.hashed, weighted));
    byte[][] encoded = EdwardsPoint.encodeAll(List.of(left, right));
    byte[] digest = beforeRound.copy().add(encoded[0]).add(encoded[1]).digest();
    return EdwardsScalar.reduce(digest, 0);
  }
}
