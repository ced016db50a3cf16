package dev.twinloop.cli.ecdsa;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.BigIntegers;

/**
 * A signature by Bouncy Castle, in hex.
 *
 * @param hash 32 bytes
 * @param pub SEC 1
 * @param r 32 bytes
 * @param s 32 bytes
 * @param der both, DER
 */
record SignedLine(String hash, String pub, String r, String s, String der) {
  private static final HexFormat HEX = HexFormat.of();

  /** Signs a hash; s comes high or low as asked. */
  static SignedLine of(String curve, byte[] hash, Random random, boolean lowS) throws IOException {
    var named = CustomNamedCurves.getByName(curve);
    var domain = new ECDomainParameters(named.getCurve(), named.getG(), named.getN(), named.getH());
    BigInteger d = new BigInteger(255, random).add(BigInteger.ONE);
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(d, domain));
    BigInteger[] rs = signer.generateSignature(hash);
    BigInteger other = domain.getN().subtract(rs[1]);
    BigInteger s = lowS ? rs[1].min(other) : rs[1].max(other);
    byte[] key = domain.getG().multiply(d).normalize().getEncoded(random.nextBoolean());
    return new SignedLine(
        HEX.formatHex(hash),
        HEX.formatHex(key),
        HEX.formatHex(BigIntegers.asUnsignedByteArray(32, rs[0])),
        HEX.formatHex(BigIntegers.asUnsignedByteArray(32, s)),
        HEX.formatHex(StandardDSAEncoding.INSTANCE.encode(domain.getN(), rs[0], s)));
  }

  /** Signs a random hash. */
  static SignedLine of(String curve, Random random) throws IOException {
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    return of(curve, hash, random, true);
  }

  /** The line, DER, without saying so. */
  String der(Object id) {
    return "{\"id\":%s,\"hash\":\"%s\",\"pub\":\"%s\",\"sig\":\"%s\"}"
        .formatted(id, hash, pub, der);
  }

  /** The line, P1363, its members in another order. */
  String p1363(Object id) {
    return "{\"format\":\"p1363\", \"sig\":\"%s%s\", \"pub\":\"%s\", \"hash\":\"%s\", \"id\":%s}"
        .formatted(r, s, pub, hash, id);
  }

  /** The same with one bit of the hash turned. */
  SignedLine wrong() {
    byte[] bytes = HEX.parseHex(hash);
    byte[] turned = Arrays.copyOf(bytes, bytes.length);
    turned[31] ^= 1;
    return new SignedLine(HEX.formatHex(turned), pub, r, s, der);
  }
}
