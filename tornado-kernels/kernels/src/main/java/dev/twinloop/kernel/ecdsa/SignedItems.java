package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.curve.Curve;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Collects signatures to verify, and parses them into the layout that kernels read. Nothing that is
 * added can make it fail: what is malformed gets its verdict here.
 *
 * <p>Not thread-safe. About 0.2 µs an item; {@link EcdsaBatch#packed} takes items that are laid out
 * already.
 */
public final class SignedItems {
  private static final int HASH_BYTES = 32;
  private static final int KEY_AT = 32;
  private static final int KEY_BYTES = 64;
  private static final int SIGNATURE_AT = 96;

  private final byte[] row = new byte[EcdsaBatch.ITEM_BYTES];
  private final byte[] rs = new byte[64];
  private MemorySegment data;
  private MemorySegment forms;
  private long count;

  /** An empty collection with room for so many before it has to grow. */
  public SignedItems(long expected) {
    if (expected < 1 || expected > 1L << 40) {
      throw new IllegalArgumentException("items: expected=" + expected + ", accepted: 1 to 2^40");
    }
    data = Arena.ofAuto().allocate(expected * EcdsaBatch.ITEM_BYTES, 64);
    forms = Arena.ofAuto().allocate(expected * 4, 64);
  }

  /**
   * Adds a signature of a 32-byte hash.
   *
   * @param publicKey SEC 1: 33 bytes (compressed) or 65 (uncompressed)
   */
  public void add(byte[] hash, byte[] publicKey, byte[] signature, SignatureFormat format) {
    java.util.Arrays.fill(row, (byte) 0);
    java.util.Arrays.fill(rs, (byte) 0);
    int form = 0;
    Optional<Verdict> problem =
        hash.length == HASH_BYTES ? Optional.empty() : Optional.of(Verdict.MALFORMED_HASH);
    if (problem.isEmpty()) {
      System.arraycopy(hash, 0, row, 0, HASH_BYTES);
      problem = format.parse(signature, rs);
    }
    if (problem.isEmpty()) {
      System.arraycopy(rs, 0, row, SIGNATURE_AT, rs.length);
      problem = keyProblem(publicKey);
    }
    if (problem.isPresent()) {
      form = Codes.MALFORMED | problem.get().code();
    } else {
      System.arraycopy(publicKey, 1, row, KEY_AT, publicKey.length - 1);
      form = publicKey[0] == 4 ? 0 : publicKey[0];
    }
    grow();
    MemorySegment.copy(row, 0, data, java.lang.foreign.ValueLayout.JAVA_BYTE, at(), row.length);
    forms.setAtIndex(JAVA_INT, count, form);
    count++;
  }

  /** Adds a signature of a message's SHA-256. */
  public void addMessage(
      byte[] message, byte[] publicKey, byte[] signature, SignatureFormat format) {
    try {
      add(MessageDigest.getInstance("SHA-256").digest(message), publicKey, signature, format);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
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
  public EcdsaBatch verify(Curve curve, boolean lowS) {
    return new EcdsaBatch(curve, data, forms, count, lowS);
  }

  private static Optional<Verdict> keyProblem(byte[] key) {
    if (key.length == 1 && key[0] == 0) {
      return Optional.of(Verdict.KEY_AT_INFINITY);
    }
    boolean whole = key.length == 1 + KEY_BYTES && key[0] == 4;
    boolean compressed = key.length == 1 + KEY_BYTES / 2 && (key[0] == 2 || key[0] == 3);
    return whole || compressed ? Optional.empty() : Optional.of(Verdict.MALFORMED_KEY);
  }

  private long at() {
    return count * EcdsaBatch.ITEM_BYTES;
  }

  private void grow() {
    if (at() == data.byteSize()) {
      data = twice(data);
      forms = twice(forms);
    }
  }

  private static MemorySegment twice(MemorySegment segment) {
    MemorySegment larger = Arena.ofAuto().allocate(2 * segment.byteSize(), 64);
    return larger.copyFrom(segment);
  }
}
