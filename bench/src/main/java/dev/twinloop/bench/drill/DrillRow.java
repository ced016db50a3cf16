package dev.twinloop.bench.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of all rounds of one failure. */
final class DrillRow {
  private final Failure failure;
  private final Map<String, Integer> noticedBy = new TreeMap<>();
  private final List<Long> noticedMs = new ArrayList<>();
  private final List<Long> servedMs = new ArrayList<>();
  private int rounds;
  private int unnoticed;
  private int unrecovered;
  private int lost;
  private int wrong;
  private long recomputed;

  DrillRow(Failure failure) {
    this.failure = failure;
  }

  /**
   * One round.
   *
   * @param by what noticed it
   * @param afterMs how soon; below 0: never
   * @param servedAfterMs when the device was used again; below 0: never
   */
  void add(String by, long afterMs, long servedAfterMs) {
    rounds++;
    noticedBy.merge(by, 1, Integer::sum);
    if (afterMs >= 0) {
      noticedMs.add(afterMs);
    } else {
      unnoticed++;
    }
    if (servedAfterMs >= 0) {
      servedMs.add(servedAfterMs);
    } else {
      unrecovered++;
    }
  }

  /** What the load saw during all rounds. */
  void load(long recomputedItems, int lostTasks, int wrongTasks) {
    recomputed += recomputedItems;
    lost += lostTasks;
    wrong += wrongTasks;
  }

  /** Whether nothing was lost, nothing wrong, everything noticed and the device used again. */
  boolean passed() {
    return lost == 0 && wrong == 0 && unnoticed == 0 && unrecovered == 0;
  }

  Object[] cells() {
    return new Object[] {
      failure.text(),
      rounds,
      noticedBy.keySet().stream().collect(Collectors.joining(", ")),
      median(noticedMs),
      recomputed,
      lost,
      wrong,
      median(servedMs),
      servedMs.stream().mapToLong(Long::longValue).max().orElse(-1),
      passed() ? "ok" : "FAILED"
    };
  }

  private static long median(List<Long> values) {
    return values.isEmpty() ? -1 : values.stream().sorted().toList().get(values.size() / 2);
  }
}
