package dev.twinloop.bench;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/** Input that is the same in every run. */
public final class TestData {
  private static final long SEED = 20_26_11_22;

  private TestData() {}

  /** Off-heap bytes from a fixed seed. */
  public static MemorySegment random(Arena arena, long bytes) {
    MemorySegment data = arena.allocate((bytes + 7) / 8 * 8, 64);
    SplittableRandom random = new SplittableRandom(SEED);
    for (long i = 0; i < data.byteSize(); i += 8) {
      data.set(JAVA_LONG_UNALIGNED, i, random.nextLong());
    }
    return data.asSlice(0, bytes);
  }
}
