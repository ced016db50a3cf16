package dev.twinloop.cli.hash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.security.MessageDigest;
import java.util.function.LongConsumer;

/** The digest of what one channel holds, by a library. */
final class StreamDigest {
  /** Bytes to read at a time where the length is not known. */
  static final int CHUNK = 1 << 17;

  private StreamDigest() {}

  /**
   * Hashes all that is left of a channel.
   *
   * @param chunkBytes how many to read at a time, 1 or more
   * @param read told of the bytes of each chunk
   */
  static byte[] of(
      Algorithm algorithm, ReadableByteChannel channel, int chunkBytes, LongConsumer read)
      throws IOException {
    MessageDigest digest = algorithm.stream();
    ByteBuffer chunk = ByteBuffer.allocate(chunkBytes);
    for (int n = channel.read(chunk); n >= 0; n = channel.read(chunk)) {
      digest.update(chunk.array(), 0, n);
      read.accept(n);
      chunk.clear();
    }
    return digest.digest();
  }
}
