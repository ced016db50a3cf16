package dev.twinloop.kernel.data;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.twinloop.task.ResultMemory;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * What was found about each item of a batch, in order: an int an item, as kernels write it, 0 where
 * the item is valid. Immutable once its task is done.
 *
 * @param <V> what codes stand for
 */
public abstract class VerdictList<V> {
  private final MemorySegment codes;
  private final long count;

  /** Room for this number of verdicts. */
  protected VerdictList(long count) {
    this.codes = ResultMemory.allocate(count * Integer.BYTES);
    this.count = count;
  }

  /**
   * The one of all that a code stands for: its place.
   *
   * @throws IllegalStateException if a kernel left none
   */
  public static <V> V of(V[] all, int code) {
    if (code < 0 || code >= all.length) {
      throw new IllegalStateException(
          "verdict: code=" + code + ", accepted: 0 to " + (all.length - 1));
    }
    return all[code];
  }

  /**
   * The verdict of a code.
   *
   * @throws IllegalStateException if a kernel left none
   */
  protected abstract V verdict(int code);

  /** How many there are. */
  public final long count() {
    return count;
  }

  /**
   * What was found about one item.
   *
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public final V get(long index) {
    return verdict(code(index));
  }

  /**
   * Whether one item is good.
   *
   * @throws IndexOutOfBoundsException if there is no such item
   */
  public final boolean valid(long index) {
    return code(index) == 0;
  }

  /** How many are good. */
  public final long validCount() {
    long valid = 0;
    for (long i = 0; i < count; i++) {
      valid += codes.getAtIndex(JAVA_INT, i) == 0 ? 1 : 0;
    }
    return valid;
  }

  private int code(long index) {
    return codes.getAtIndex(JAVA_INT, Objects.checkIndex(index, count));
  }

  /** The memory of the codes, for the program that fills it. */
  public final MemorySegment codes() {
    return codes;
  }
}
