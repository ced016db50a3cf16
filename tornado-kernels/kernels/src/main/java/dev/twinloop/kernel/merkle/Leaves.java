package dev.twinloop.kernel.merkle;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.task.ParallelCopy;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The leaves of a tree, one after the other in one memory segment.
 *
 * <p>The segment is not copied: it must stay alive and unchanged while the task runs and for as
 * long as its {@link MerkleTree} serves proofs, and be readable from any thread (a shared,
 * automatic or global arena, a mapped file, or heap memory).
 */
public final class Leaves {
  /** The longest leaf in bytes. */
  public static final int MAX_LEAF_BYTES = 1 << 20;

  private final MemorySegment data;
  private final int leafBytes;
  private final long @Nullable [] offsets;

  private Leaves(MemorySegment data, int leafBytes, long @Nullable [] offsets) {
    this.data = data.asReadOnly();
    this.leafBytes = leafBytes;
    this.offsets = offsets;
  }

  /**
   * Leaves of one length.
   *
   * @param data a whole number of leaves, at least one
   * @param leafBytes 1 to 2^20
   */
  public static Leaves fixed(MemorySegment data, int leafBytes) {
    if (leafBytes < 1 || leafBytes > MAX_LEAF_BYTES) {
      throw new IllegalArgumentException(
          "leaves: leafBytes=" + leafBytes + ", accepted: 1 to " + MAX_LEAF_BYTES);
    }
    if (data.byteSize() == 0 || data.byteSize() % leafBytes != 0) {
      throw new IllegalArgumentException(
          "leaves: bytes=" + data.byteSize() + ", accepted: a multiple of leafBytes=" + leafBytes);
    }
    SharedMemory.requireInput("leaves: data", data);
    return new Leaves(data, leafBytes, null);
  }

  /**
   * Leaves of any length, 0 to 2^20 bytes each.
   *
   * @param data holds the leaves
   * @param offsets where each leaf starts, in bytes, and where the last one ends: one more than
   *     there are leaves, never falling
   */
  public static Leaves varying(MemorySegment data, long... offsets) {
    SharedMemory.requireInput("leaves: data", data);
    long[] own = offsets.clone();
    if (own.length < 2 || own[0] < 0 || own[own.length - 1] > data.byteSize()) {
      throw new IllegalArgumentException(
          "leaves: offsets="
              + own.length
              + (own.length == 0 ? "" : ", first=" + own[0] + ", last=" + own[own.length - 1])
              + ", accepted: 2 or more within 0 to bytes="
              + data.byteSize());
    }
    boolean nodes = true;
    for (int i = 0; i + 1 < own.length; i++) {
      long length = own[i + 1] - own[i];
      if (length < 0 || length > MAX_LEAF_BYTES) {
        throw new IllegalArgumentException(
            "leaves: leaf=" + i + ", bytes=" + length + ", accepted: 0 to " + MAX_LEAF_BYTES);
      }
      nodes &= length == MerkleProgram.NODE_BYTES;
    }
    return nodes
        ? fixed(data.asSlice(own[0], own[own.length - 1] - own[0]), MerkleProgram.NODE_BYTES)
        : new Leaves(data, 0, own);
  }

  /** Copies of these leaves, 0 to 2^20 bytes each, at least one. */
  public static Leaves of(List<byte[]> leaves) {
    long[] offsets = new long[leaves.size() + 1];
    for (int i = 0; i < leaves.size(); i++) {
      offsets[i + 1] = offsets[i] + leaves.get(i).length;
    }
    if (offsets[leaves.size()] > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "leaves: bytes=" + offsets[leaves.size()] + ", accepted: below 2^31-8 in byte arrays");
    }
    byte[] data = new byte[(int) offsets[leaves.size()]];
    for (int i = 0; i < leaves.size(); i++) {
      System.arraycopy(leaves.get(i), 0, data, (int) offsets[i], leaves.get(i).length);
    }
    return varying(MemorySegment.ofArray(data), offsets);
  }

  /** How many leaves there are. */
  public long count() {
    return offsets == null ? data.byteSize() / leafBytes : offsets.length - 1;
  }

  /** A copy of one leaf. */
  public byte[] leaf(long index) {
    if (index < 0 || index >= count()) {
      throw new IllegalArgumentException(
          "leaf: index=" + index + ", accepted: 0 to " + (count() - 1));
    }
    return data.asSlice(start(index), start(index + 1) - start(index)).toArray(JAVA_BYTE);
  }

  /** The length that all leaves have, in bytes; empty if they differ. */
  public OptionalInt leafBytes() {
    if (offsets == null) {
      return OptionalInt.of(leafBytes);
    }
    long first = offsets[1] - offsets[0];
    for (int i = 1; i + 1 < offsets.length; i++) {
      if (offsets[i + 1] - offsets[i] != first) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of((int) first);
  }

  /** The length of every leaf in bytes, or 0 if they differ (or all are of some odd making). */
  int fixedBytes() {
    return leafBytes;
  }

  /** Where a leaf starts; for {@code count()}, where the last one ends. */
  long start(long index) {
    return offsets == null ? index * leafBytes : offsets[(int) index];
  }

  /** Copies whole leaves. */
  void copyTo(long from, long to, MemorySegment target, long targetOffset) {
    ParallelCopy.copy(data, start(from), target, targetOffset, start(to) - start(from));
  }

  /** The memory of leaves {@code from} to {@code to}. */
  MemorySegment between(long from, long to) {
    return data.asSlice(start(from), start(to) - start(from));
  }
}
