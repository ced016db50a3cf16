package dev.twinloop.ringct;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import java.util.ArrayList;
import java.util.List;

/**
 * H, the base of amounts: 8 times the point that Keccak-256 of G's encoding is, read as an encoding
 * [monero: rctTypes.h]. Its multiples come from a table that is made once.
 */
public final class AmountBase {
  /** The point. */
  public static final EdwardsPoint H =
      EdwardsPoint.decode(Keccak.of(EdwardsPoint.BASE.encode()), 0).orElseThrow().timesCofactor();

  private static final int WIDTH = 8;
  private static final int WINDOWS = Long.SIZE / WIDTH;
  private static final int DIGITS = 1 << WIDTH;

  /** digit 256^window H. */
  private static final List<List<EdwardsPoint>> MULTIPLES = multiples();

  private AmountBase() {}

  private static List<List<EdwardsPoint>> multiples() {
    List<List<EdwardsPoint>> all = new ArrayList<>();
    EdwardsPoint base = H;
    for (int window = 0; window < WINDOWS; window++) {
      List<EdwardsPoint> row = new ArrayList<>();
      EdwardsPoint sum = EdwardsPoint.IDENTITY;
      for (int digit = 0; digit < DIGITS; digit++) {
        row.add(sum);
        sum = sum.plus(base);
      }
      all.add(row);
      base = sum;
    }
    return all;
  }

  /** An amount, unsigned, times H. */
  public static EdwardsPoint times(long amount) {
    return EdwardsPoint.sum(parts(amount));
  }

  /** Points whose sum is an amount, unsigned, times H: up to eight. */
  static List<EdwardsPoint> parts(long amount) {
    List<EdwardsPoint> parts = new ArrayList<>(WINDOWS);
    for (int window = 0; window < WINDOWS; window++) {
      int digit = (int) (amount >>> (WIDTH * window)) & (DIGITS - 1);
      if (digit != 0) {
        parts.add(MULTIPLES.get(window).get(digit));
      }
    }
    return parts;
  }
}
