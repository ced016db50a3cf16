package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.kernel.data.Malformed;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Collects signatures whose keys are to be recovered, and lays them out as kernels read them.
 * Nothing that is added can make it fail: what is malformed gets its outcome here.
 *
 * <p>Not thread-safe. {@link EcdsaRecover#packed} takes items that are laid out already.
 */
public final class RecoverableSignatures {
  private static final int WORD = 32;
  private static final int SIGNATURE_BYTES = 65;

  private final byte[] row = new byte[EcdsaRecover.ITEM_BYTES];
  private final Malformed malformed = new Malformed();
  private MemorySegment data;
  private long count;

  /** An empty collection with room for this number before it has to grow. */
  public RecoverableSignatures(long expected) {
    if (expected < 1 || expected > 1L << 40) {
      throw new IllegalArgumentException("items: expected=" + expected + ", accepted: 1 to 2^40");
    }
    data = Arena.ofAuto().allocate(expected * EcdsaRecover.ITEM_BYTES, 64);
  }

  /**
   * Adds a signature of a 32-byte hash.
   *
   * @param signature 65 bytes: r and s, big-endian, and v
   */
  public void add(byte[] hash, byte[] signature) {
    Arrays.fill(row, (byte) 0);
    if (hash.length != WORD) {
      malformed.add(count, Recovery.MALFORMED_HASH.code());
    } else if (signature.length != SIGNATURE_BYTES) {
      malformed.add(count, Recovery.MALFORMED_SIGNATURE.code());
    } else {
      System.arraycopy(hash, 0, row, 0, WORD);
      row[2 * WORD - 1] = signature[SIGNATURE_BYTES - 1];
      System.arraycopy(signature, 0, row, 2 * WORD, 2 * WORD);
    }
    append();
  }

  /** How many were added. */
  public long count() {
    return count;
  }

  /**
   * The task of recovering all keys; add nothing more afterwards.
   *
   * @throws IllegalArgumentException if nothing was added
   */
  public EcdsaRecover recover() {
    return new EcdsaRecover(data, count, malformed);
  }

  /** Forgets all items and keeps the room: for use once the task over them has finished. */
  public void clear() {
    count = 0;
    malformed.clear();
  }

  private void append() {
    long at = count * EcdsaRecover.ITEM_BYTES;
    if (at == data.byteSize()) {
      data = Arena.ofAuto().allocate(2 * at, 64).copyFrom(data);
    }
    MemorySegment.copy(row, 0, data, JAVA_BYTE, at, row.length);
    count++;
  }
}
