package dev.twinloop.kernel.ntt;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.kernel.field.Field;
import dev.twinloop.kernel.ntt.kernels.RefusedKernels;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** What first kernels found among a task's inputs: numbers that are no elements. Thread-safe. */
public final class RefusedElements {
  private static final long NONE = Long.MAX_VALUE;

  private final AtomicLong lowest = new AtomicLong(NONE);

  RefusedElements() {}

  /** Notes the lowest index of a slice that {@link RefusedKernels} gathered. */
  void note(MemorySegment gathered, Slice slice) {
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < RefusedKernels.GATHERED; i++) {
      least = Math.min(least, gathered.getAtIndex(JAVA_INT, i));
    }
    if (least != Integer.MAX_VALUE) {
      lowest.accumulateAndGet(slice.from() + least - 1, Math::min);
    }
  }

  /** Whether there is one. */
  boolean any() {
    return lowest.get() != NONE;
  }

  /**
   * Ends a task whose inputs were not all elements.
   *
   * @throws IllegalArgumentException that names the index and the value
   */
  void requireNone(Field field, List<MemorySegment> inputs) {
    long index = lowest.get();
    if (index == NONE) {
      return;
    }
    BigInteger largest =
        inputs.stream()
            .map(input -> Elements.number(input, index))
            .max(BigInteger::compareTo)
            .orElseThrow();
    throw new IllegalArgumentException(
        "element: index=%d, value=0x%s, accepted: below 0x%s"
            .formatted(index, largest.toString(16), field.modulus().toString(16)));
  }
}
