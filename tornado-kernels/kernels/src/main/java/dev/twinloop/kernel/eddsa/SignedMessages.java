package dev.twinloop.kernel.eddsa;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.twinloop.kernel.data.Records;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Collects Ed25519 signatures to verify, and lays them out as kernels read them. Nothing that is
 * added can make it fail: what is malformed gets its verdict here. Messages are copied; of those
 * above {@link Records#MAX_BYTES} the digest is computed at once.
 *
 * <p>Not thread-safe. {@link Ed25519Batch#packed} takes items that are laid out already.
 */
public final class SignedMessages {
  private static final int KEY_BYTES = 32;
  private static final int SIGNATURE_BYTES = 64;
  private static final byte[] NO_MESSAGE = {};

  private final byte[] row = new byte[Ed25519Batch.ITEM_BYTES];
  private final Exceptions exceptions = new Exceptions();
  private MemorySegment data;
  private MemorySegment messages = MemorySegment.NULL;
  private MemorySegment offsets;
  private long messageBytes;
  private long count;

  /**
   * An empty collection with room for this number before it has to grow.
   *
   * @throws IllegalArgumentException if {@code expected} is not 1 to 2^40
   */
  public SignedMessages(long expected) {
    if (expected < 1 || expected > 1L << 40) {
      throw new IllegalArgumentException(
          "signatures: expected=" + expected + ", accepted: 1 to 2^40");
    }
    data = Arena.ofAuto().allocate(expected * Ed25519Batch.ITEM_BYTES, 64);
    offsets = Arena.ofAuto().allocate((expected + 1) * Long.BYTES, 64);
  }

  /**
   * Adds a signature.
   *
   * @param publicKey 32 bytes; of any other length, its verdict is {@link Verdict#MALFORMED_KEY}
   * @param message of any length
   * @param signature R and S, 64 bytes; else {@link Verdict#MALFORMED_SIGNATURE}
   */
  public void add(byte[] publicKey, byte[] message, byte[] signature) {
    Arrays.fill(row, (byte) 0);
    if (publicKey.length != KEY_BYTES || signature.length != SIGNATURE_BYTES) {
      Verdict verdict =
          publicKey.length == KEY_BYTES ? Verdict.MALFORMED_SIGNATURE : Verdict.MALFORMED_KEY;
      exceptions.malformed().add(count, verdict.code());
      append(NO_MESSAGE);
      return;
    }
    System.arraycopy(publicKey, 0, row, 0, KEY_BYTES);
    System.arraycopy(signature, 0, row, KEY_BYTES, SIGNATURE_BYTES);
    if (message.length > Records.MAX_BYTES) {
      exceptions.addDigested(count);
      append(Challenge.digest(row, message));
    } else {
      append(message);
    }
  }

  /** How many were added. */
  public long count() {
    return count;
  }

  /** How many bytes of messages were added, as they are kept. */
  public long messageBytes() {
    return messageBytes;
  }

  /**
   * The task of verifying all that was added; add nothing more before it has finished.
   *
   * @throws IllegalArgumentException if nothing was added
   */
  public Ed25519Batch verify(Rule rule) {
    Records all =
        new Records.Variable(
            messages.asSlice(0, messageBytes), offsets.asSlice(0, (count + 1) * Long.BYTES));
    return new Ed25519Batch(data, all, rule, exceptions);
  }

  /** Forgets all items and keeps the room: for use once the task over them has finished. */
  public void clear() {
    count = 0;
    messageBytes = 0;
    exceptions.clear();
  }

  private void append(byte[] message) {
    if (count * Ed25519Batch.ITEM_BYTES == data.byteSize()) {
      data = larger(data, 2 * data.byteSize());
      offsets = larger(offsets, 2 * offsets.byteSize());
    }
    if (messageBytes + message.length > messages.byteSize()) {
      long items = data.byteSize() / Ed25519Batch.ITEM_BYTES;
      long likely = Math.min(message.length * items, Records.MAX_BYTES);
      long least = messageBytes + message.length;
      messages = larger(messages, Math.max(2 * messages.byteSize(), Math.max(least, likely)));
    }
    MemorySegment.copy(row, 0, data, JAVA_BYTE, count * row.length, row.length);
    MemorySegment.copy(message, 0, messages, JAVA_BYTE, messageBytes, message.length);
    messageBytes += message.length;
    count++;
    offsets.setAtIndex(JAVA_LONG, count, messageBytes);
  }

  private static MemorySegment larger(MemorySegment segment, long bytes) {
    return Arena.ofAuto().allocate(bytes, 64).copyFrom(segment);
  }
}
