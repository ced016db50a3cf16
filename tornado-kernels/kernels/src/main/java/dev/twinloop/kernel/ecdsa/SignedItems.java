package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.twinloop.kernel.data.JdkDigest;
import dev.twinloop.kernel.data.Malformed;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.ecdsa.kernels.Codes;
import dev.twinloop.kernel.group.Group;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects signatures to verify, and parses them into the layout that kernels read. Nothing that is
 * added can make it fail: what is malformed gets its verdict here.
 *
 * <p>Messages are copied, and hashed where the signatures are verified; those above {@link
 * Records#MAX_BYTES} at once.
 *
 * <p>Not thread-safe. About 0.2 µs an item; {@link EcdsaBatch#packed} takes items that are laid out
 * already.
 */
public final class SignedItems {
  static final int HASH_BYTES = 32;
  private static final int KEY_AT = 32;
  private static final int KEY_BYTES = 64;
  private static final int SIGNATURE_AT = 96;
  private static final byte[] NO_HASH = new byte[HASH_BYTES];
  private static final byte[] NO_MESSAGE = {};

  private final byte[] row = new byte[EcdsaBatch.ITEM_BYTES];
  private final byte[] rs = new byte[64];
  private MemorySegment data;
  private MemorySegment forms;
  private MemorySegment messages = MemorySegment.NULL;
  private MemorySegment offsets;
  private final Malformed malformed = new Malformed();
  private long messageBytes;
  private boolean anyMessage;
  private long count;

  /** An empty collection with room for this number before it has to grow. */
  public SignedItems(long expected) {
    if (expected < 1 || expected > 1L << 40) {
      throw new IllegalArgumentException("items: expected=" + expected + ", accepted: 1 to 2^40");
    }
    data = Arena.ofAuto().allocate(expected * EcdsaBatch.ITEM_BYTES, 64);
    forms = Arena.ofAuto().allocate(expected * 4, 64);
    offsets = Arena.ofAuto().allocate((expected + 1) * 8, 64);
  }

  /**
   * Adds a signature of a 32-byte hash.
   *
   * @param publicKey SEC 1: 33 bytes (compressed) or 65 (uncompressed)
   */
  public void add(byte[] hash, byte[] publicKey, byte[] signature, SignatureFormat format) {
    append(form(hash, publicKey, signature, format), NO_MESSAGE);
  }

  /** Adds a signature of a message's SHA-256. */
  public void addMessage(
      byte[] message, byte[] publicKey, byte[] signature, SignatureFormat format) {
    if (message.length > Records.MAX_BYTES) {
      add(sha256(message), publicKey, signature, format);
      return;
    }
    int form = form(NO_HASH, publicKey, signature, format);
    if (malformed.code(count) != 0) {
      append(form, NO_MESSAGE);
    } else {
      anyMessage = true;
      append(form | Codes.MESSAGE, message);
    }
  }

  /** How many were added. */
  public long count() {
    return count;
  }

  /**
   * The task of verifying all that was added; add nothing more afterwards.
   *
   * @param lowS whether s above n/2 is refused
   * @throws IllegalArgumentException if nothing was added
   */
  public EcdsaBatch verify(Group curve, boolean lowS) {
    MemorySegment codes = forms.asSlice(0, count * Integer.BYTES);
    ItemForms all = ItemForms.ofCodes(codes, anyMessage, malformed);
    return new EcdsaBatch(curve, data, all, count, lowS, anyMessage ? collected() : null);
  }

  /** How many bytes of messages were added. */
  public long messageBytes() {
    return messageBytes;
  }

  /** Forgets all items and keeps the room: for use once the task over them has finished. */
  public void clear() {
    count = 0;
    messageBytes = 0;
    anyMessage = false;
    malformed.clear();
  }

  private Records collected() {
    return new Records.Variable(
        messages.asSlice(0, messageBytes), offsets.asSlice(0, (count + 1) * 8));
  }

  /** Fills the row; returns its form. A malformed item is noted, and its row is zeros. */
  private int form(byte[] hash, byte[] publicKey, byte[] signature, SignatureFormat format) {
    Arrays.fill(row, (byte) 0);
    Arrays.fill(rs, (byte) 0);
    @Nullable Verdict problem = problem(hash, publicKey, signature, format).orElse(null);
    if (problem != null) {
      malformed.add(count, problem.code());
      Arrays.fill(row, (byte) 0);
      return KeyEncoding.UNCOMPRESSED.code();
    }
    System.arraycopy(publicKey, 1, row, KEY_AT, publicKey.length - 1);
    return KeyEncoding.ofPrefix(publicKey[0]).orElseThrow().code();
  }

  private Optional<Verdict> problem(
      byte[] hash, byte[] publicKey, byte[] signature, SignatureFormat format) {
    if (hash.length != HASH_BYTES) {
      return Optional.of(Verdict.MALFORMED_HASH);
    }
    System.arraycopy(hash, 0, row, 0, HASH_BYTES);
    Optional<Verdict> problem = format.parse(signature, rs);
    if (problem.isPresent()) {
      return problem;
    }
    System.arraycopy(rs, 0, row, SIGNATURE_AT, rs.length);
    return keyProblem(publicKey);
  }

  private static Optional<Verdict> keyProblem(byte[] key) {
    if (key.length == 1 && key[0] == 0) {
      return Optional.of(Verdict.KEY_AT_INFINITY);
    }
    boolean whole = key.length == 1 + KEY_BYTES && key[0] == 4;
    boolean compressed = key.length == 1 + KEY_BYTES / 2 && (key[0] == 2 || key[0] == 3);
    return whole || compressed ? Optional.empty() : Optional.of(Verdict.MALFORMED_KEY);
  }

  private void append(int form, byte[] message) {
    if (at() == data.byteSize()) {
      data = twice(data);
      forms = twice(forms);
      offsets = twice(offsets);
    }
    while (messageBytes + message.length > messages.byteSize()) {
      messages = messages.byteSize() == 0 ? first(message) : twice(messages);
    }
    MemorySegment.copy(row, 0, data, JAVA_BYTE, at(), row.length);
    forms.setAtIndex(JAVA_INT, count, form);
    MemorySegment.copy(message, 0, messages, JAVA_BYTE, messageBytes, message.length);
    messageBytes += message.length;
    count++;
    offsets.setAtIndex(JAVA_LONG, count, messageBytes);
  }

  /** Room for as many messages like this one as items fit, within reason. */
  private MemorySegment first(byte[] message) {
    long all = message.length * (forms.byteSize() / 4);
    return Arena.ofAuto().allocate(Math.clamp(all, message.length, Records.MAX_BYTES), 64);
  }

  private long at() {
    return count * EcdsaBatch.ITEM_BYTES;
  }

  private static MemorySegment twice(MemorySegment segment) {
    MemorySegment larger = Arena.ofAuto().allocate(2 * segment.byteSize(), 64);
    return larger.copyFrom(segment);
  }

  static byte[] sha256(byte[] message) {
    return JdkDigest.of("SHA-256").digest(message);
  }
}
