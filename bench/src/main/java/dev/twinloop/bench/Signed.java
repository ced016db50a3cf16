package dev.twinloop.bench;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
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
 * A hash that was signed, in the forms that libraries take. Test data: the keys are thrown away.
 */
public final class Signed {
  private static final long SEED = 20_26_11_22;
  private static final int BYTES = 32;

  private final byte[] hash;
  private final byte[] key;
  private final byte[] rs;
  private final byte[] der;
  private int recoveryId;

  private Signed(byte[] hash, byte[] key, BigInteger r, BigInteger s, BigInteger order)
      throws IOException {
    this.hash = hash;
    this.key = key;
    this.rs = new byte[2 * BYTES];
    BigIntegers.asUnsignedByteArray(r, rs, 0, BYTES);
    BigIntegers.asUnsignedByteArray(s, rs, BYTES, BYTES);
    this.der = StandardDSAEncoding.INSTANCE.encode(order, r, s);
  }

  /** The curve, as Bouncy Castle is fastest with it. */
  static ECDomainParameters domain(Group curve) {
    var named = CustomNamedCurves.getByName(curve == Groups.P256 ? "secp256r1" : "secp256k1");
    return new ECDomainParameters(named.getCurve(), named.getG(), named.getN(), named.getH());
  }

  /** Signatures by different keys, the same in every run. */
  public static List<Signed> samples(Group curve, int count) {
    ECDomainParameters domain = domain(curve);
    BigInteger n = domain.getN();
    Random random = new Random(SEED);
    List<Signed> samples = new ArrayList<>();
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    for (int i = 0; i < count; i++) {
      BigInteger d = new BigInteger(255, random).add(BigInteger.ONE);
      byte[] hash = new byte[BYTES];
      random.nextBytes(hash);
      signer.init(true, new ECPrivateKeyParameters(d, domain));
      BigInteger[] rs = signer.generateSignature(hash);
      byte[] key = domain.getG().multiply(d).normalize().getEncoded(false);
      try {
        samples.add(new Signed(hash, key, rs[0], rs[1].min(n.subtract(rs[1])), n));
      } catch (IOException e) {
        throw new IllegalStateException(e); // r and s are in range
      }
    }
    return samples;
  }

  byte[] hash() {
    return hash;
  }

  /** SEC 1, uncompressed. */
  byte[] key() {
    return key;
  }

  /** r and s, 32 bytes each. */
  byte[] rs() {
    return rs;
  }

  byte[] der() {
    return der;
  }

  /** Finds out by which id, 0 or 1, the key is recovered; on secp256k1 only. */
  Signed withRecoveryId() {
    recoveryId = Recovering.bouncyCastle(this, 0) ? 0 : 1;
    return this;
  }

  /** As {@link #withRecoveryId} found it. */
  int recoveryId() {
    return recoveryId;
  }

  /** Writes an item as {@link dev.twinloop.kernel.ecdsa.EcdsaRecover} takes it. */
  void layOutForRecovery(MemorySegment item) {
    MemorySegment.copy(hash, 0, item, JAVA_BYTE, 0, BYTES);
    item.set(JAVA_BYTE, 2 * BYTES - 1, (byte) recoveryId);
    MemorySegment.copy(rs, 0, item, JAVA_BYTE, 2 * BYTES, 2 * BYTES);
  }

  /** Writes an item as {@link dev.twinloop.kernel.ecdsa.EcdsaBatch} takes it. */
  public void layOut(MemorySegment item) {
    MemorySegment.copy(hash, 0, item, JAVA_BYTE, 0, BYTES);
    MemorySegment.copy(key, 1, item, JAVA_BYTE, BYTES, 2 * BYTES);
    MemorySegment.copy(rs, 0, item, JAVA_BYTE, 3 * BYTES, 2 * BYTES);
  }
}
