package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.kernel.data.VerdictList;
import dev.twinloop.task.ResultMemory;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** What was recovered from each signature of a batch, in order. Immutable once its task is done. */
public final class RecoveredKeys extends VerdictList<Recovery> {
  /** Bytes of a key: x and y, big-endian. */
  public static final int KEY_BYTES = 64;

  /** Bytes of an address. */
  public static final int ADDRESS_BYTES = 20;

  private final MemorySegment keys;
  private final MemorySegment addresses;

  RecoveredKeys(long count) {
    super(count);
    this.keys = ResultMemory.allocate(count * KEY_BYTES);
    this.addresses = ResultMemory.allocate(count * ADDRESS_BYTES);
  }

  @Override
  protected Recovery verdict(int code) {
    return Recovery.of(code);
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

  MemorySegment keys() {
    return keys;
  }

  MemorySegment allAddresses() {
    return addresses;
  }

  private Optional<byte[]> bytes(long index, MemorySegment from, int size) {
    return get(index).recovered()
        ? Optional.of(from.asSlice(index * size, size).toArray(JAVA_BYTE))
        : Optional.empty();
  }
}
