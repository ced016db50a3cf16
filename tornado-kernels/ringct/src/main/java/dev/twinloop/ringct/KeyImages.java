package dev.twinloop.ringct;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The key images that were spent: a set of 32-byte values in one array, 43 to 86 bytes each. Values
 * are spread by a secret of its own, so that nobody can choose ones that collide. Not thread-safe.
 */
public final class KeyImages {
  private static final int WORDS = 4;
  private static final int FIRST_SLOTS = 1 << 10;

  /** Beyond it the array has no room: 200 million. */
  private static final int MOST_SLOTS = 1 << 28;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long seed;
  private long[] slots = new long[FIRST_SLOTS * WORDS];
  private long size;

  /**
   * An empty set.
   *
   * @param seed random, and unknown to the person who makes the values
   */
  public KeyImages(long seed) {
    this.seed = seed;
  }

  /** How many there are. */
  public long size() {
    return size;
  }

  /** Whether a value is there. */
  public boolean contains(byte[] image) {
    return holds(slots, find(slots, words(image)));
  }

  /**
   * Adds a value; false if it was there.
   *
   * @throws IllegalStateException if there are 200 million
   */
  public boolean add(byte[] image) {
    long[] value = words(image);
    int at = find(slots, value);
    if (holds(slots, at)) {
      return false;
    }
    System.arraycopy(value, 0, slots, at, WORDS);
    size++;
    if (4 * size > 3L * (slots.length / WORDS)) {
      grow();
    }
    return true;
  }

  private void grow() {
    int count = slots.length / WORDS;
    if (count >= MOST_SLOTS) {
      throw new IllegalStateException("key images: " + size + ", accepted: fewer");
    }
    long[] larger = new long[2 * slots.length];
    for (int at = 0; at < slots.length; at += WORDS) {
      if (holds(slots, at)) {
        long[] value = Arrays.copyOfRange(slots, at, at + WORDS);
        System.arraycopy(value, 0, larger, find(larger, value), WORDS);
      }
    }
    slots = larger;
  }

  /** Where a value stands, or the empty slot where it would. */
  private int find(long[] in, long[] value) {
    int mask = in.length / WORDS - 1;
    int slot = spread(value) & mask;
    while (holds(in, WORDS * slot)
        && !Arrays.equals(in, WORDS * slot, WORDS * slot + WORDS, value, 0, WORDS)) {
      slot = (slot + 1) & mask;
    }
    return WORDS * slot;
  }

  /** All words are zero where there is none: no valid key image is. */
  private static boolean holds(long[] in, int at) {
    return (in[at] | in[at + 1] | in[at + 2] | in[at + 3]) != 0;
  }

  private int spread(long[] value) {
    long h = seed;
    for (long word : value) {
      h = (h ^ word) * 0x9e3779b97f4a7c15L;
      h ^= h >>> 32;
    }
    return (int) (h ^ h >>> 29);
  }

  private static long[] words(byte[] image) {
    long[] words = new long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = (long) LONG.get(image, 8 * i);
    }
    return words;
  }
}
