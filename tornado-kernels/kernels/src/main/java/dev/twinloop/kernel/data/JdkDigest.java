package dev.twinloop.kernel.data;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A hash function of the JDK, which most processors have instructions for. */
public final class JdkDigest implements DigestOracle {
  private final MessageDigest digest;
  private final int digestBytes;

  /**
   * A hash function by its name.
   *
   * @param algorithm that every JDK has: {@code SHA-256} or {@code SHA-512}
   */
  public JdkDigest(String algorithm) {
    this.digest = of(algorithm);
    this.digestBytes = digest.getDigestLength();
  }

  /**
   * The JDK's own object for a hash function.
   *
   * @param algorithm as the constructor takes it
   */
  public static MessageDigest of(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  @Override
  public void update(byte[] message, int from, int bytes) {
    digest.update(message, from, bytes);
  }

  @Override
  public void digest(byte[] target, int at) {
    try {
      digest.digest(target, at, digestBytes);
    } catch (DigestException e) {
      throw new IllegalStateException(
          "%s: digest of %d bytes".formatted(digest.getAlgorithm(), digestBytes), e);
    }
  }
}
