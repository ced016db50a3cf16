package dev.twinloop.kernel.sha256;

import java.lang.foreign.MemorySegment;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Single digests from the JDK, to compare with a device's. Not thread-safe. */
final class Recomputed {
  private final Messages messages;
  private final MessageDigest sha256;
  private final byte[] digest = new byte[Digests.BYTES];
  private final MemorySegment expected = MemorySegment.ofArray(digest);
  private byte[] message = new byte[0];

  Recomputed(Messages messages) {
    this.messages = messages;
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /** Whether the digest in the result is right. */
  boolean agrees(long item, Digests result) {
    int bytes = messages.bytes(item);
    if (message.length < bytes) {
      message = new byte[bytes];
    }
    MemorySegment.copy(
        messages.data(), messages.offset(item), MemorySegment.ofArray(message), 0, bytes);
    sha256.update(message, 0, bytes);
    try {
      sha256.digest(digest, 0, Digests.BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
    long at = item * Digests.BYTES;
    return MemorySegment.mismatch(
            expected, 0, Digests.BYTES, result.segment(), at, at + Digests.BYTES)
        == -1;
  }

  /** The last digest that was computed. */
  String hex() {
    return HexFormat.of().formatHex(digest);
  }
}
