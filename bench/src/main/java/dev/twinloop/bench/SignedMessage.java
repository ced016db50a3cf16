package dev.twinloop.bench;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.kernel.eddsa.Ed25519Batch;
import java.lang.foreign.MemorySegment;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A message that was signed with Ed25519. Test data: the keys are thrown away. */
public final class SignedMessage {
  /** Bytes of a message. */
  public static final int LENGTH = 100;

  private static final long SEED = 20_26_11_29;

  /** What stands before the 32 bytes of a key in an X.509 key (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final byte[] key = new byte[Ed25519.PUBLIC_KEY_SIZE];
  private final byte[] message = new byte[LENGTH];
  private final byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];

  private SignedMessage(Random random) {
    byte[] secret = new byte[Ed25519.SECRET_KEY_SIZE];
    random.nextBytes(secret);
    random.nextBytes(message);
    Ed25519.generatePublicKey(secret, 0, key, 0);
    Ed25519.sign(secret, 0, message, 0, LENGTH, signature, 0);
  }

  /** Signatures by different keys, the same in every run. */
  public static List<SignedMessage> samples(int count) {
    Random random = new Random(SEED);
    List<SignedMessage> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(new SignedMessage(random));
    }
    return samples;
  }

  /** Writes item i as {@link Ed25519Batch} takes it, and its message. */
  public void layOut(MemorySegment items, MemorySegment messages, int i) {
    long at = (long) i * Ed25519Batch.ITEM_BYTES;
    MemorySegment.copy(key, 0, items, JAVA_BYTE, at, key.length);
    MemorySegment.copy(signature, 0, items, JAVA_BYTE, at + key.length, signature.length);
    MemorySegment.copy(message, 0, messages, JAVA_BYTE, (long) i * LENGTH, LENGTH);
  }

  /** Those that verify such signatures; Bouncy Castle is the first. */
  static List<Library<SignedMessage>> libraries() {
    return List.of(
        new Library<>("Bouncy Castle", () -> SignedMessage::bouncyCastle),
        new Library<>("JDK", () -> jca(Security.getProvider("SunEC"))),
        new Library<>("Corretto Crypto Provider", () -> jca(Library.corretto())));
  }

  private boolean bouncyCastle() {
    return Ed25519.verify(signature, 0, key, 0, message, 0, LENGTH);
  }

  private static Library.Verifier<SignedMessage> jca(Provider provider)
      throws GeneralSecurityException {
    KeyFactory keys = KeyFactory.getInstance("Ed25519", provider);
    Signature verifier = Signature.getInstance("Ed25519", provider);
    return signed -> {
      byte[] encoded = new byte[X509.length + signed.key.length];
      System.arraycopy(X509, 0, encoded, 0, X509.length);
      System.arraycopy(signed.key, 0, encoded, X509.length, signed.key.length);
      verifier.initVerify(keys.generatePublic(new X509EncodedKeySpec(encoded)));
      verifier.update(signed.message);
      return verifier.verify(signed.signature);
    };
  }
}
