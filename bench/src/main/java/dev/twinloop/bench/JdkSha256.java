package dev.twinloop.bench;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The same work by the JDK's own SHA-256 (an intrinsic on most processors): the baseline of every
 * table, and an oracle.
 */
public final class JdkSha256 {
  private static final int DIGEST = 32;

  private JdkSha256() {}

  /** The JDK's SHA-256. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Hashes consecutive messages of one length.
   *
   * @param messages {@code count * length} bytes
   * @param digests receives {@code count * 32} bytes
   * @param threads how many threads share the messages
   */
  public static void hash(byte[] messages, int length, byte[] digests, int threads) {
    int count = messages.length / length;
    Parts.run(
        threads,
        count,
        (from, to) -> {
          MessageDigest sha256 = sha256();
          for (int i = from; i < to; i++) {
            sha256.update(messages, i * length, length);
            digest(sha256, digests, i * DIGEST);
          }
        });
  }

  /**
   * Root of the plain SHA-256 tree: parent = SHA-256(left ‖ right), a last odd node moves up.
   *
   * @param leaves consecutive leaves of 32 bytes, at least one
   */
  public static byte[] merkleRoot(byte[] leaves, int threads) {
    int count = leaves.length / DIGEST;
    byte[] nodes = leaves;
    while (count > 1) {
      byte[] below = nodes;
      int pairs = count / 2;
      byte[] level = new byte[(count + 1) / 2 * DIGEST];
      Parts.run(
          pairs < 4096 ? 1 : threads,
          pairs,
          (from, to) -> {
            MessageDigest sha256 = sha256();
            for (int i = from; i < to; i++) {
              sha256.update(below, 2 * i * DIGEST, 2 * DIGEST);
              digest(sha256, level, i * DIGEST);
            }
          });
      if (count % 2 == 1) {
        System.arraycopy(below, (count - 1) * DIGEST, level, pairs * DIGEST, DIGEST);
      }
      nodes = level;
      count = (count + 1) / 2;
    }
    return nodes;
  }

  /** A heap copy of off-heap data. */
  public static byte[] copy(MemorySegment data) {
    return data.toArray(JAVA_BYTE);
  }

  private static void digest(MessageDigest sha256, byte[] into, int at) {
    try {
      sha256.digest(into, at, DIGEST);
    } catch (DigestException e) {
      throw new IllegalStateException(e);
    }
  }
}
