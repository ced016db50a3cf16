package dev.twinloop.zk.prove;

import dev.twinloop.zk.pairing.PairingCurve;
import java.math.BigInteger;

/**
 * From snarkjs' root of unity to that of transforms here. snarkjs takes powers of 5 on both curves;
 * transforms here take 7 on BLS12-381, as gnark and arkworks do. A key's rows lie at the powers of
 * the one, so they are put where the same powers of the other lie:
 *
 * <pre>
 *   root5 = root7^k        row j     ─▶ k j mod n
 *                          H point i ─▶ (k (2 i + 1) − 1) / 2 mod n
 * </pre>
 *
 * @param factor k, odd; 1 where both are the same
 */
record RootChange(long factor) {
  /** log of root5 to the base root7 on BLS12-381, modulo 2^32. */
  private static final long BLS12_381_FACTOR = 3797895509L;

  static RootChange of(PairingCurve curve) {
    int most = curve.scalars().twoAdicity();
    BigInteger here = curve.scalars().rootOfUnity(most);
    BigInteger theirs = curve.rootOfUnity(most);
    long factor = here.equals(theirs) ? 1 : BLS12_381_FACTOR;
    if (!here.modPow(BigInteger.valueOf(factor), curve.order()).equals(theirs)) {
      throw new IllegalStateException("root of unity: curve=" + curve + ", factor=" + factor);
    }
    return new RootChange(factor);
  }

  /** Where H point i goes, of 2^logSize. */
  long placeOfH(long i, int logSize) {
    long odd = (factor * (2 * i + 1)) & ((2L << logSize) - 1);
    return (odd - 1) >>> 1;
  }
}
