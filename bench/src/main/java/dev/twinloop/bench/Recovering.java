package dev.twinloop.bench;

import fr.acinq.secp256k1.Secp256k1;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;

/** Libraries that recover the key of a secp256k1 signature; right if it is the signer's. */
final class Recovering {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");

  private Recovering() {}

  /** The libraries; Bouncy Castle is the first. */
  static List<Library<Signed>> libraries() {
    return List.of(
        new Library<>("Bouncy Castle", () -> signed -> bouncyCastle(signed, signed.recoveryId())),
        new Library<>("secp256k1-kmp (libsecp256k1)", Recovering::secp256k1));
  }

  /** Whether an id, 0 or 1, leads back to the signer's key (SEC 1 v2, 4.1.6). */
  static boolean bouncyCastle(Signed signed, int id) {
    byte[] rs = signed.rs();
    byte[] compressed = new byte[1 + rs.length / 2];
    compressed[0] = (byte) (2 + id);
    System.arraycopy(rs, 0, compressed, 1, rs.length / 2);
    ECPoint point = CURVE.getCurve().decodePoint(compressed);
    BigInteger n = CURVE.getN();
    BigInteger inverse = new BigInteger(1, rs, 0, rs.length / 2).modInverse(n);
    BigInteger u = new BigInteger(1, signed.hash()).multiply(inverse).negate().mod(n);
    BigInteger v = new BigInteger(1, rs, rs.length / 2, rs.length / 2).multiply(inverse).mod(n);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), u, point, v);
    return Arrays.equals(key.normalize().getEncoded(false), signed.key());
  }

  private static Library.Verifier<Signed> secp256k1() {
    Secp256k1 library = Secp256k1.get();
    return signed ->
        Arrays.equals(
            library.ecdsaRecover(signed.rs(), signed.hash(), signed.recoveryId()), signed.key());
  }
}
