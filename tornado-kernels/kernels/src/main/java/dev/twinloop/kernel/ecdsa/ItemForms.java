package dev.twinloop.kernel.ecdsa;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.data.Malformed;
import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.kernel.ecdsa.kernels.Codes;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;

/**
 * How each item of an {@link EcdsaBatch} is to be read: the encoding of its key. An encoding that
 * does not exist cannot be said here. Immutable; it holds a copy of what it was made from.
 */
public final class ItemForms {
  private final MemorySegment codes;
  private final long count;
  private final boolean mixed;
  private final Malformed malformed;

  private ItemForms(MemorySegment codes, boolean mixed, Malformed malformed) {
    this.codes = codes;
    this.count = codes.byteSize() / Integer.BYTES;
    this.mixed = mixed;
    this.malformed = malformed;
  }

  /**
   * The prefixes of keys, which are copied: 2, 3 or 4 as {@link KeyEncoding} says, a byte an item.
   *
   * @throws IllegalArgumentException naming the first byte that is no prefix
   */
  public static ItemForms ofPrefixes(MemorySegment prefixes) {
    SharedMemory.requireInput("signatures: prefixes", prefixes);
    MemorySegment codes = Arena.ofAuto().allocate(prefixes.byteSize() * Integer.BYTES, 64);
    for (long i = 0; i < prefixes.byteSize(); i++) {
      byte prefix = prefixes.get(JAVA_BYTE, i);
      Optional<KeyEncoding> encoding = KeyEncoding.ofPrefix(prefix);
      if (encoding.isEmpty()) {
        throw new IllegalArgumentException(
            "signatures: index=%d, prefix=0x%02x, accepted: 0x02, 0x03, 0x04"
                .formatted(i, prefix & 0xff));
      }
      codes.setAtIndex(JAVA_INT, i, encoding.get().code());
    }
    return new ItemForms(codes, false, Malformed.NONE);
  }

  /**
   * Codes as kernels read them, not copied.
   *
   * @param mixed whether {@link Codes#MESSAGE} is said for some items
   * @param malformed the items that are judged already
   */
  static ItemForms ofCodes(MemorySegment codes, boolean mixed, Malformed malformed) {
    return new ItemForms(codes, mixed, malformed);
  }

  /** How many items there are. */
  public long count() {
    return count;
  }

  /**
   * The encoding of an item's key.
   *
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public KeyEncoding key(long index) {
    int code = code(index) & ~Codes.MESSAGE;
    return KeyEncoding.ofCode(code)
        .orElseThrow(() -> new IllegalStateException("item " + index + ": code=" + code));
  }

  /** The number that kernels read for an item. */
  int code(long index) {
    return codes.getAtIndex(JAVA_INT, Objects.checkIndex(index, count));
  }

  /**
   * Whether {@link Codes#MESSAGE} tells items whose hash is that of their message from others. If
   * not, all are of one kind.
   */
  boolean mixed() {
    return mixed;
  }

  /** The items that are judged already. */
  Malformed malformed() {
    return malformed;
  }

  /** Writes the codes of a slice; {@code messages} says that there are any. */
  void copyTo(MemorySegment target, Slice slice, boolean messages) {
    if (mixed || !messages) {
      ParallelCopy.copy(
          codes, slice.from() * Integer.BYTES, target, 0, (long) slice.size() * Integer.BYTES);
      return;
    }
    for (int i = 0; i < slice.size(); i++) {
      target.setAtIndex(JAVA_INT, i, codes.getAtIndex(JAVA_INT, slice.from() + i) | Codes.MESSAGE);
    }
  }
}
