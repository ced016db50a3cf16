package dev.twinloop.cli.hash;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.kernel.data.DigestTask;
import dev.twinloop.kernel.data.Records;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Messages of any length, one behind the other in one off-heap segment, on their way to the
 * scheduler. A message that was hashed elsewhere (too long, or not readable as a whole) keeps its
 * place: it is empty here and its digest is on the side.
 *
 * <pre>
 *   segment   | message 0 | message 1 |…| message n-1 | free |
 *   offsets   0           o1          o2              on
 * </pre>
 */
final class MessageBatch {
  /** Bytes of messages in one batch. */
  static final int BYTES = 32 << 20;

  /** Most messages in one batch. */
  static final int MESSAGES = 1 << 20;

  /** The longest message that goes into a batch; longer ones are streams. */
  static final int MESSAGE_BYTES = 1 << 20;

  private final MemorySegment segment;
  private final MemorySegment digests;
  private final Algorithm algorithm;
  private final int most;
  private final Map<Integer, byte[]> elsewhere = new HashMap<>();
  private long[] offsets = new long[1024];
  private int count;

  /**
   * Room for a batch.
   *
   * @param algorithm what hashes it
   * @param bytes of messages, at most {@link #BYTES}
   * @param messages how many, at most {@link #MESSAGES}
   */
  MessageBatch(Algorithm algorithm, Arena arena, long bytes, long messages) {
    this.algorithm = algorithm;
    this.most = (int) Math.min(MESSAGES, Math.max(1, messages));
    this.segment = arena.allocate(Math.min(BYTES, Math.max(1, bytes)), 64);
    this.digests = arena.allocate((most + 1L) * algorithm.digestBytes(), 64);
  }

  MemorySegment segment() {
    return segment;
  }

  int count() {
    return count;
  }

  /** Bytes taken by the messages so far. */
  long bytes() {
    return offsets[count];
  }

  /** Whether a message of this length still fits. */
  boolean holds(long length) {
    return !full() && bytes() + length <= segment.byteSize();
  }

  /** Whether it has as many messages as it may. */
  boolean full() {
    return count >= most;
  }

  /**
   * Takes the next {@code length} bytes as a message.
   *
   * @return its index
   */
  int add(long length) {
    if (count + 1 == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * offsets.length);
    }
    offsets[count + 1] = offsets[count] + length;
    return count++;
  }

  /** Adds a message whose digest is known. */
  int addHashed(byte[] digest) {
    int index = add(0);
    elsewhere.put(index, digest);
    return index;
  }

  /** The task that hashes the messages. */
  DigestTask task() {
    MemorySegment ends = MemorySegment.ofArray(Arrays.copyOf(offsets, count + 1));
    return algorithm.task(new Records.Variable(segment.asSlice(0, bytes()), ends), digests);
  }

  /** Copies the digest of message {@code index} out of the finished task's memory. */
  void digest(int index, byte[] into, int at) {
    byte[] known = elsewhere.isEmpty() ? null : elsewhere.get(index);
    if (known != null) {
      System.arraycopy(known, 0, into, at, known.length);
    } else {
      int bytes = algorithm.digestBytes();
      MemorySegment.copy(digests, JAVA_BYTE, (long) index * bytes, into, at, bytes);
    }
  }

  void clear() {
    count = 0;
    elsewhere.clear();
  }
}
