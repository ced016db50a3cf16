package dev.twinloop.ringct;

import static java.nio.charset.StandardCharsets.US_ASCII;

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

  private static final byte[] ENCODED = H.encode();

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

  /**
   * A generator of range proofs: Hp of Keccak of H, a name and a number [monero: get_exponent].
   *
   * @param index 0 to 2^14 - 1: seven bits a byte, the lowest first, the top bit set in the first
   *     of two
   */
  public static EdwardsPoint exponent(String domain, int index) {
    byte[] number =
        index < 0x80
            ? new byte[] {(byte) index}
            : new byte[] {(byte) (index | 0x80), (byte) (index >> 7)};
    return HashToPoint.of(Keccak.of(ENCODED, domain.getBytes(US_ASCII), number));
  }
}
