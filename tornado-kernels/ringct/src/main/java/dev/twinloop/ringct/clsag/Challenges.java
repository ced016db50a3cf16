package dev.twinloop.ringct.clsag;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The challenges that the slices of one task left for their checks: of each item the challenge that
 * every round ended with. Those of a few slices are kept; a check that comes too late verifies the
 * whole signature instead. Thread-safe.
 */
public final class Challenges {
  private static final int MOST_SLICES = 16;

  private final int bytesPerItem;
  private final Deque<Kept> kept = new ArrayDeque<>();

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Kept(Slice slice, byte[] bytes) {}

  Challenges(int ringSize) {
    bytesPerItem = ClsagLayout.ELEMENT * ringSize;
  }

  /** Keeps what a slice's last run left. */
  synchronized void keep(Slice slice, MemorySegment challenges) {
    kept.removeIf(each -> each.slice.equals(slice));
    if (kept.size() == MOST_SLICES) {
      kept.removeFirst();
    }
    byte[] bytes = challenges.asSlice(0, (long) bytesPerItem * slice.size()).toArray(JAVA_BYTE);
    kept.addLast(new Kept(slice, bytes));
  }

  /** Hands out what a slice left; null if it is not there any more. */
  synchronized byte @Nullable [] take(Slice slice) {
    for (Iterator<Kept> each = kept.iterator(); each.hasNext(); ) {
      Kept one = each.next();
      if (one.slice.equals(slice)) {
        each.remove();
        return one.bytes;
      }
    }
    return null;
  }

  /** Drops all of it. */
  synchronized void forget() {
    kept.clear();
  }

  /** The challenges of one item of a slice. */
  byte[] item(byte[] all, int index) {
    return Arrays.copyOfRange(all, index * bytesPerItem, (index + 1) * bytesPerItem);
  }
}
