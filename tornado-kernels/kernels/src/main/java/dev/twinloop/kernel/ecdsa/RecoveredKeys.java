package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.ResultMemory;
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
  private final MemorySegment keys;
  private final MemorySegment addresses;
  private final MemorySegment outcomes;

  private RecoveredKeys(long count) {
    this.count = count;
    this.keys = ResultMemory.allocate(count * KEY_BYTES);
    this.addresses = ResultMemory.allocate(count * ADDRESS_BYTES);
    this.outcomes = ResultMemory.allocate(count * 4);
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
    return Recovery.of(outcomes.getAtIndex(JAVA_INT, Objects.checkIndex(index, count)));
  }

  /** x and y of one key, 32 big-endian bytes each, if it was recovered. */
  public Optional<byte[]> publicKey(long index) {
    return bytes(index, keys, KEY_BYTES);
  }

  /** The last 20 bytes of Keccak-256 of x and y, if there is a key. */
  public Optional<byte[]> address(long index) {
    return bytes(index, addresses, ADDRESS_BYTES);
  }

  /** All keys, 64 bytes each; zeros where there is none. Read-only. */
  public MemorySegment publicKeys() {
    return keys.asReadOnly();
  }

  /** All addresses, 20 bytes each; zeros where there is no key. Read-only. */
  public MemorySegment addresses() {
    return addresses.asReadOnly();
  }

  /** How many keys were recovered. */
  public long recoveredCount() {
    MemorySegment all = outcomes;
    long recovered = 0;
    for (long i = 0; i < count; i++) {
      recovered += all.getAtIndex(JAVA_INT, i) == 0 ? 1 : 0;
    }
    return recovered;
  }

  MemorySegment keys() {
    return keys;
  }

  MemorySegment allAddresses() {
    return addresses;
  }

  MemorySegment outcomes() {
    return outcomes;
  }

  private Optional<byte[]> bytes(long index, MemorySegment from, int size) {
    return get(index).recovered()
        ? Optional.of(from.asSlice(index * size, size).toArray(JAVA_BYTE))
        : Optional.empty();
  }
}
