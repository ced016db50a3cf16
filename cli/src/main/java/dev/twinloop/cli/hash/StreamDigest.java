package dev.twinloop.cli.hash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.LongConsumer;

/** SHA-256 of one long stream, by the JDK: one message has no parallelism to share out. */
final class StreamDigest {
  private static final int CHUNK = 1 << 17;

  private StreamDigest() {}

  /** The JDK's SHA-256. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Hashes all that is left of a channel.
   *
   * @param read told of the bytes of each chunk
   */
  static byte[] of(ReadableByteChannel channel, LongConsumer read) throws IOException {
    MessageDigest sha256 = sha256();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (int n = channel.read(chunk); n >= 0; n = channel.read(chunk)) {
      sha256.update(chunk.array(), 0, n);
      read.accept(n);
      chunk.clear();
    }
    return sha256.digest();
  }
}
