package dev.twinloop.ringct.bp;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.ringct.AmountBase;
import java.util.ArrayList;
import java.util.List;

/** The points that all proofs share, made at first use: for each bit a G_i and an H_i. */
final class BulletproofGenerators {
  private static final int BITS = 64 * 16;

  /** G_i. */
  static final List<EdwardsPoint> G = all(1);

  /** H_i. */
  static final List<EdwardsPoint> H = all(0);

  private BulletproofGenerators() {}

  private static List<EdwardsPoint> all(int odd) {
    List<EdwardsPoint> all = new ArrayList<>();
    for (int i = 0; i < BITS; i++) {
      all.add(AmountBase.exponent("bulletproof", 2 * i + odd));
    }
    return List.copyOf(all);
  }
}
