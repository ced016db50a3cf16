package dev.twinloop.run;

import static java.util.Objects.requireNonNull;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Slice;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The items of a task that no device has taken yet: one stretch at first, more of them where a pump
 * took a slice from further ahead because its device has the residents. Not thread-safe.
 *
 * <pre>
 *   taken | stretch          | taken  | stretch                    |
 *         | slice  | slice   |        | slice  | slice   | slice   |    as they would be cut now
 * </pre>
 */
final class Unclaimed {
  /** How many slices a pump looks at, so that tasks of very many slices are not slowed down. */
  private static final int LOOK_AHEAD = 64;

  private final BoundProgram<?> program;
  private final NavigableMap<Long, Long> stretches = new TreeMap<>();
  private long items;

  Unclaimed(BoundProgram<?> program, long items) {
    this.program = program;
    this.items = items;
    stretches.put(0L, items);
  }

  /** How many items. */
  long items() {
    return items;
  }

  /**
   * Takes a slice, if any items are left: of those whose residents lie best, in the order of {@link
   * Residents}, the first.
   *
   * @param wantedItems about this number of items
   * @param residents where those of a slice lie
   */
  Optional<Slice> take(int wantedItems, Function<Slice, Residents> residents) {
    Slice best = best(wantedItems, residents);
    if (best != null) {
      claim(best);
    }
    return Optional.ofNullable(best);
  }

  /** The slice that {@link #take} would take now. */
  Optional<Slice> peek(int wantedItems, Function<Slice, Residents> residents) {
    return Optional.ofNullable(best(wantedItems, residents));
  }

  /** Takes a slice that was looked at before; says whether it is all there still. */
  boolean takeThis(Slice slice) {
    Map.Entry<Long, Long> stretch = stretches.floorEntry(slice.from());
    if (stretch == null || stretch.getValue() < slice.to()) {
      return false;
    }
    claim(slice);
    return true;
  }

  /** Takes all that is left, so that nobody else gets it. */
  void clear() {
    stretches.clear();
    items = 0;
  }

  private @Nullable Slice best(int wantedItems, Function<Slice, Residents> residents) {
    Slice best = null;
    Residents where = Residents.ELSEWHERE;
    int seen = 0;
    for (Map.Entry<Long, Long> stretch : stretches.entrySet()) {
      for (long from = stretch.getKey(); from < stretch.getValue(); ) {
        Slice slice = program.slice(from, (int) Math.min(wantedItems, stretch.getValue() - from));
        Residents here = residents.apply(slice);
        if (best == null || here.compareTo(where) < 0) {
          best = slice;
          where = here;
        }
        seen++;
        if (where == Residents.AT_HAND || seen == LOOK_AHEAD) {
          return best;
        }
        from = slice.to();
      }
    }
    return best;
  }

  private void claim(Slice slice) {
    long start = stretches.floorKey(slice.from());
    long end = requireNonNull(stretches.remove(start));
    if (start < slice.from()) {
      stretches.put(start, slice.from());
    }
    if (slice.to() < end) {
      stretches.put(slice.to(), end);
    }
    items -= slice.size();
  }
}
