package dev.twinloop.cpu.oracle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** SHA-256 by somebody else. Implementations are thread-safe. */
public interface Sha256Oracle {
  /** Whose it is, for reports. */
  String name();

  /** The digest of one message: 32 bytes. */
  byte[] digest(byte[] message);

  /** All of them. */
  static List<Sha256Oracle> all() {
    return List.of(new Jca(), new BouncyCastle());
  }

  /** The JDK's own, with the processor's SHA instructions where it has them. */
  record Jca() implements Sha256Oracle {
    @Override
    public String name() {
      return "jca";
    }

    @Override
    public byte[] digest(byte[] message) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(message);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this JDK has no SHA-256", e);
      }
    }
  }

  /** Bouncy Castle's, in plain Java. */
  record BouncyCastle() implements Sha256Oracle {
    @Override
    public String name() {
      return "bouncycastle";
    }

    @Override
    public byte[] digest(byte[] message) {
      SHA256Digest sha256 = new SHA256Digest();
      sha256.update(message, 0, message.length);
      byte[] digest = new byte[sha256.getDigestSize()];
      sha256.doFinal(digest, 0);
      return digest;
    }
  }
}
