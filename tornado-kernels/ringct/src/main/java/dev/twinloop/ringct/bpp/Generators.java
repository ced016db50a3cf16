package dev.twinloop.ringct.bpp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.ringct.AmountBase;
import dev.twinloop.ringct.HashToPoint;
import dev.twinloop.ringct.Keccak;
import java.util.ArrayList;
import java.util.List;

/**
 * The points that all proofs share, made once, in some 50 ms: G, H, and for each bit of the largest
 * proof a G_i and an H_i, {@link AmountBase#exponent}.
 */
final class Generators {
  /** G_i and H_i: one for each bit of the largest proof. */
  static final int BITS = RangeProof.BITS * RangeProof.MOST_OUTPUTS;

  /** With which every transcript starts: the encoding of Hp("bulletproof_plus_transcript"). */
  static final byte[] TRANSCRIPT =
      HashToPoint.of(Keccak.of("bulletproof_plus_transcript".getBytes(US_ASCII))).encode();

  /** G, H, G_0, H_0, G_1, H_1, …: those of a smaller proof come first. */
  static final List<EdwardsPoint> ALL = all();

  private Generators() {}

  private static List<EdwardsPoint> all() {
    List<EdwardsPoint> all = new ArrayList<>(List.of(EdwardsPoint.BASE, AmountBase.H));
    for (int i = 0; i < 2 * BITS; i++) {
      all.add(AmountBase.exponent("bulletproof_plus", i ^ 1));
    }
    return List.copyOf(all);
  }

  /** How many points a proof of this number of bits needs, from the front of {@link #ALL}. */
  static int count(int bits) {
    return 2 + 2 * bits;
  }

  /** Where G_i stands in {@link #ALL}. */
  static int g(int i) {
    return 2 + 2 * i;
  }

  /** Where H_i stands in {@link #ALL}. */
  static int h(int i) {
    return 3 + 2 * i;
  }
}
