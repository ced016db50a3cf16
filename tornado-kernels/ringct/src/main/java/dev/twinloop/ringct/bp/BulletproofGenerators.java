package dev.twinloop.ringct.bp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.ringct.AmountBase;
import dev.twinloop.ringct.HashToPoint;
import dev.twinloop.ringct.Keccak;
import java.util.ArrayList;
import java.util.List;

/** The points that all proofs share, made at first use: for each bit a G_i and an H_i. */
final class BulletproofGenerators {
  private static final int BITS = 64 * 16;
  private static final byte[] DOMAIN = "bulletproof".getBytes(US_ASCII);

  /** G_i. */
  static final List<EdwardsPoint> G = all(1);

  /** H_i. */
  static final List<EdwardsPoint> H = all(0);

  private BulletproofGenerators() {}

  private static List<EdwardsPoint> all(int odd) {
    byte[] base = AmountBase.H.encode();
    List<EdwardsPoint> all = new ArrayList<>();
    for (int i = 0; i < BITS; i++) {
      all.add(HashToPoint.of(Keccak.of(base, DOMAIN, varint(2 * i + odd))));
    }
    return List.copyOf(all);
  }

  private static byte[] varint(int value) {
    return value < 0x80
        ? new byte[] {(byte) value}
        : new byte[] {(byte) (value | 0x80), (byte) (value >> 7)};
  }
}
