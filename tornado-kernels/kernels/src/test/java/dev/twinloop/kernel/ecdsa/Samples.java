package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;

/** Signatures made by Bouncy Castle. */
final class Samples {
  private Samples() {}

  static ECDomainParameters domain(Group curve) {
    var named = CustomNamedCurves.getByName(curve == Groups.P256 ? "secp256r1" : "secp256k1");
    return new ECDomainParameters(named.getCurve(), named.getG(), named.getN(), named.getH());
  }

  /** One item as it was signed. */
  static final class Sample {
    private final byte[] hash;
    private final byte[] key;
    private final byte[] rs;

    Sample(byte[] hash, byte[] key, byte[] rs) {
      this.hash = hash;
      this.key = key;
      this.rs = rs;
    }

    byte[] hash() {
      return hash;
    }

    byte[] key() {
      return key;
    }

    byte[] rs() {
      return rs;
    }

    Sample copy() {
      return new Sample(hash.clone(), key.clone(), rs.clone());
    }
  }

  static Sample sign(Group curve, Random random) {
    byte[] hash = new byte[32];
    random.nextBytes(hash);
    return sign(curve, random, hash);
  }

  static Sample sign(Group curve, Random random, byte[] hash) {
    BigInteger d = new BigInteger(255, random).add(BigInteger.ONE);
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(d, domain(curve)));
    BigInteger[] signature = signer.generateSignature(hash);
    byte[] rs = new byte[64];
    put(signature[0], rs, 0);
    BigInteger n = curve.order();
    put(signature[1].min(n.subtract(signature[1])), rs, 32);
    return new Sample(hash, publicKey(curve, d), rs);
  }

  static byte[] publicKey(Group curve, BigInteger d) {
    return domain(curve).getG().multiply(d).normalize().getEncoded(false);
  }

  static byte[] compress(byte[] key) {
    byte[] compressed = Arrays.copyOf(key, 33);
    compressed[0] = (byte) (2 | (key[64] & 1));
    return compressed;
  }

  static void put(BigInteger value, byte[] to, int at) {
    for (int i = 0; i < 32; i++) {
      to[at + i] = value.shiftRight(8 * (31 - i)).byteValue();
    }
  }

  /** Strict DER of r and s. */
  static byte[] der(byte[] rs) {
    byte[] r = new BigInteger(1, Arrays.copyOf(rs, 32)).toByteArray();
    byte[] s = new BigInteger(1, Arrays.copyOfRange(rs, 32, 64)).toByteArray();
    byte[] der = new byte[6 + r.length + s.length];
    der[0] = 0x30;
    der[1] = (byte) (der.length - 2);
    der[2] = 2;
    der[3] = (byte) r.length;
    System.arraycopy(r, 0, der, 4, r.length);
    der[4 + r.length] = 2;
    der[5 + r.length] = (byte) s.length;
    System.arraycopy(s, 0, der, 6 + r.length, s.length);
    return der;
  }
}
