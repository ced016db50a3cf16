package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.data.ResultMemory;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;

/** What was recovered from each signature of a batch, in order. Immutable once its task is done. */
public final class RecoveredKeys {
  /** Bytes of a key: x and y, big-endian. */
  public static final int KEY_BYTES = 64;

  /** Bytes of an address. */
  public static final int ADDRESS_BYTES = 20;

  private final long count;
  private final ResultMemory keys;
  private final ResultMemory addresses;
  private final ResultMemory outcomes;

  private RecoveredKeys(long count) {
    this.count = count;
    this.keys = new ResultMemory(count * KEY_BYTES);
    this.addresses = new ResultMemory(count * ADDRESS_BYTES);
    this.outcomes = new ResultMemory(count * 4);
  }

  static RecoveredKeys allocate(long count) {
    return new RecoveredKeys(count);
  }

  /** How many signatures there were. */
  public long count() {
    return count;
  }

  /**
   * What became of one signature.
   *
   * @throws IndexOutOfBoundsException if there is no such signature
   */
  public Recovery get(long index) {
    return Recovery.of(outcomes.segment().getAtIndex(JAVA_INT, Objects.checkIndex(index, count)));
  }

  /** x and y of one key, 32 big-endian bytes each, if it was recovered. */
  public Optional<byte[]> publicKey(long index) {
    return bytes(index, keys.segment(), KEY_BYTES);
  }

  /** The last 20 bytes of Keccak-256 of x and y, if there is a key. */
  public Optional<byte[]> address(long index) {
    return bytes(index, addresses.segment(), ADDRESS_BYTES);
  }

  /** All keys, 64 bytes each; zeros where there is none. Read-only. */
  public MemorySegment publicKeys() {
    return keys.segment().asReadOnly();
  }

  /** All addresses, 20 bytes each; zeros where there is no key. Read-only. */
  public MemorySegment addresses() {
    return addresses.segment().asReadOnly();
  }

  /** How many keys were recovered. */
  public long recoveredCount() {
    MemorySegment all = outcomes.segment();
    long recovered = 0;
    for (long i = 0; i < count; i++) {
      recovered += all.getAtIndex(JAVA_INT, i) == 0 ? 1 : 0;
    }
    return recovered;
  }

  MemorySegment keys() {
    return keys.segment();
  }

  MemorySegment allAddresses() {
    return addresses.segment();
  }

  MemorySegment outcomes() {
    return outcomes.segment();
  }

  private Optional<byte[]> bytes(long index, MemorySegment from, int size) {
    return get(index).recovered()
        ? Optional.of(from.asSlice(index * size, size).toArray(JAVA_BYTE))
        : Optional.empty();
  }
}
