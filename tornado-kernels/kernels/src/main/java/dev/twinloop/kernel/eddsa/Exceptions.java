package dev.twinloop.kernel.eddsa;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.data.Malformed;
import dev.twinloop.kernel.eddsa.kernels.ScalarKernels;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Items of an {@link Ed25519Batch} that are not what they look like: malformed ones, which are
 * judged already, and those whose message is longer than a record can be. In place of such a
 * message its record holds the digest: SHA-512 of R, A and the message.
 */
public final class Exceptions {
  /** There are none. */
  public static final Exceptions NONE = new Exceptions();

  private final Malformed malformed = new Malformed();
  private long[] digested = new long[0];
  private int count;

  Exceptions() {}

  /** The items that are judged already. */
  Malformed malformed() {
    return malformed;
  }

  /** Notes that an item's record is a digest; items come in ascending order. */
  void addDigested(long item) {
    if (count == digested.length) {
      digested = Arrays.copyOf(digested, Math.max(4, 2 * count));
    }
    digested[count++] = item;
  }

  /** Whether an item's record is a digest. */
  boolean digested(long item) {
    return Arrays.binarySearch(digested, 0, count, item) >= 0;
  }

  /** Marks the offsets of a slice's digests for {@link ScalarKernels}. */
  void mark(Slice slice, MemorySegment offsets) {
    int found = Arrays.binarySearch(digested, 0, count, slice.from());
    for (int i = found < 0 ? -found - 1 : found; i < count && digested[i] < slice.to(); i++) {
      long at = digested[i] - slice.from();
      offsets.setAtIndex(JAVA_INT, at, offsets.getAtIndex(JAVA_INT, at) | ScalarKernels.DIGESTED);
    }
  }

  /** Forgets all. */
  void clear() {
    malformed.clear();
    count = 0;
  }
}
