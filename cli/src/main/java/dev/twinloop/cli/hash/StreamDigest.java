package dev.twinloop.cli.hash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/** The digest of one long stream, by a library: one message has no parallelism to share out. */
final class StreamDigest {
  private static final int CHUNK = 1 << 17;

  private StreamDigest() {}

  /**
   * Hashes all that is left of a channel.
   *
   * @param read told of the bytes of each chunk
   */
  static byte[] of(Algorithm algorithm, ReadableByteChannel channel, LongConsumer read)
      throws IOException {
    MessageDigest digest = algorithm.stream();
    ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
    for (int n = channel.read(chunk); n >= 0; n = channel.read(chunk)) {
      digest.update(chunk.array(), 0, n);
      read.accept(n);
      chunk.clear();
    }
    return digest.digest();
  }
}
