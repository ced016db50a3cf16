package dev.twinloop.ringct.clsag;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The challenges that the slices of one task left for their checks: of an item the challenge that
 * every round ended with. Of a large slice one item of {@link #STRIDE} is kept, drawn at random: a
 * check looks at fewer. Those of a few slices are kept; a check that comes too late verifies whole
 * signatures instead. Thread-safe.
 */
public final class Challenges {
  private static final int MOST_SLICES = 16;
  private static final int STRIDE = 16;

  /** Slices that are kept whole. */
  private static final int SMALL = 1 << 12;

  private final int bytesPerItem;
  private final Deque<Kept> kept = new ArrayDeque<>();

  /**
   * What one slice left.
   *
   * @param stride items of which one is kept
   * @param places which one of each, counted from the start of the slice
   * @param bytes their challenges
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Kept(Slice slice, int stride, int[] places, byte[] bytes) {
    /** The group of items that an item belongs to. */
    int group(int index) {
      return index / stride;
    }

    /** The challenges of the item that is kept of a group. */
    byte[] item(int group) {
      int each = bytes.length / places.length;
      return Arrays.copyOfRange(bytes, group * each, (group + 1) * each);
    }
  }

  Challenges(int ringSize) {
    bytesPerItem = ClsagLayout.ELEMENT * ringSize;
  }

  /** Keeps what a slice's last run left. */
  void keep(Slice slice, MemorySegment challenges) {
    int stride = slice.size() <= SMALL ? 1 : STRIDE;
    int[] places = new int[(slice.size() + stride - 1) / stride];
    byte[] bytes = new byte[places.length * bytesPerItem];
    for (int group = 0; group < places.length; group++) {
      int from = group * stride;
      int end = Math.min(slice.size(), from + stride);
      places[group] = ThreadLocalRandom.current().nextInt(from, end);
      MemorySegment.copy(
          challenges,
          JAVA_BYTE,
          (long) places[group] * bytesPerItem,
          bytes,
          group * bytesPerItem,
          bytesPerItem);
    }
    add(new Kept(slice, stride, places, bytes));
  }

  private synchronized void add(Kept one) {
    kept.removeIf(each -> each.slice.equals(one.slice));
    if (kept.size() == MOST_SLICES) {
      kept.removeFirst();
    }
    kept.addLast(one);
  }

  /** Hands out what a slice left; null if it is not there any more. */
  synchronized @Nullable Kept take(Slice slice) {
    for (Iterator<Kept> each = kept.iterator(); each.hasNext(); ) {
      Kept one = each.next();
      if (one.slice.equals(slice)) {
        each.remove();
        return one;
      }
    }
    return null;
  }

  /** Drops all of it. */
  synchronized void forget() {
    kept.clear();
  }
}
