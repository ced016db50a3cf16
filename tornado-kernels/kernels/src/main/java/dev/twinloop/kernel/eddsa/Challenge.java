package dev.twinloop.kernel.eddsa;

import dev.twinloop.kernel.data.JdkDigest;
import dev.twinloop.kernel.edwards.EdwardsScalar;
import java.security.MessageDigest;

/** h of a signature: SHA-512 of R, A and the message, by the JDK. */
final class Challenge {
  private static final int KEY_BYTES = 32;
  private static final int R_BYTES = 32;

  private Challenge() {}

  /** A digest for one thread. */
  static MessageDigest sha512() {
    return JdkDigest.of("SHA-512");
  }

  /**
   * The 64 bytes of a digest.
   *
   * @param item as {@link Ed25519Batch} lays it out
   */
  static byte[] digest(byte[] item, byte[] message) {
    return digest(sha512(), item, message);
  }

  private static byte[] digest(MessageDigest sha512, byte[] item, byte[] message) {
    sha512.update(item, KEY_BYTES, R_BYTES);
    sha512.update(item, 0, KEY_BYTES);
    return sha512.digest(message);
  }

  /** The same modulo l. */
  static EdwardsScalar of(MessageDigest sha512, byte[] item, byte[] message) {
    return EdwardsScalar.reduceWide(digest(sha512, item, message), 0);
  }
}
