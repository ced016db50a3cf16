package dev.twinloop.spark;

import dev.twinloop.kernel.merkle.SubtreeRoot;
import java.nio.ByteBuffer;

/**
 * A subtree's root as bytes, which every serializer takes: Spark's Kryo takes no Java record.
 *
 * <pre>
 *   | level, 4 bytes | index, 8 bytes | hash |
 * </pre>
 */
final class TravellingRoot {
  private TravellingRoot() {}

  static byte[] bytes(SubtreeRoot root) {
    return ByteBuffer.allocate(Integer.BYTES + Long.BYTES + root.hash().length)
        .putInt(root.level())
        .putLong(root.index())
        .put(root.hash())
        .array();
  }

  static SubtreeRoot read(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    int level = buffer.getInt();
    long index = buffer.getLong();
    byte[] hash = new byte[buffer.remaining()];
    buffer.get(hash);
    return new SubtreeRoot(level, index, hash);
  }
}
