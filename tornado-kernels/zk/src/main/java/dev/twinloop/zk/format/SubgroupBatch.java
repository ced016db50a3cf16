package dev.twinloop.zk.format;

import dev.twinloop.zk.pairing.MultiSum;
import dev.twinloop.zk.pairing.PairingCurve;
import dev.twinloop.zk.pairing.PairingGroups;
import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;

/**
 * Tells whether all of many G2 points are in their group, by random sums of them: a sum of points
 * of the group is in it, and a sum with one outside is not, but for the chance that random factors
 * hit a multiple of the order of what is outside. That order is at least the smallest prime that
 * divides the cofactor.
 *
 * <pre>
 *             smallest prime   factors      chance a round   rounds   chance of a miss
 *   BN254     10069            13 bits      2^-13            7        2^-91
 *   BLS12-381 13               8 bits       20 / 256         23       2^-84
 * </pre>
 */
final class SubgroupBatch {
  /** Fewer points are faster by themselves. */
  static final int FEWEST = 256;

  private final SecureRandom random;
  private final int bits;
  private final int rounds;

  SubgroupBatch(PairingCurve curve, SecureRandom random) {
    this.random = random;
    this.bits = curve == PairingCurve.BN254 ? 13 : 8;
    this.rounds = curve == PairingCurve.BN254 ? 7 : 23;
  }

  /**
   * Whether all are in the group, but for the chance above.
   *
   * @param points affine points on the twist, as a zkey has them
   */
  boolean allInG2(PairingGroups groups, MemorySegment points, int count) {
    int bytes = (bits + 7) / 8;
    byte[] factors = new byte[bytes * count];
    for (int round = 0; round < rounds; round++) {
      random.nextBytes(factors);
      if (bytes == 2) {
        for (int i = 1; i < factors.length; i += 2) {
          factors[i] &= (byte) ((1 << (bits - 8)) - 1);
        }
      }
      MultiSum sum = new MultiSum(points, MemorySegment.ofArray(factors), bytes, count);
      if (!groups.inG2(sum.affineHere(groups.g2()), 0)) {
        return false;
      }
    }
    return true;
  }
}
