package dev.twinloop.bench.drill;

import dev.twinloop.bench.report.Cell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of all rounds of one failure. */
final class DrillRow {
  private final Failure failure;
  private final Map<String, Integer> noticedBy = new TreeMap<>();
  private final List<Long> noticedMs = new ArrayList<>();
  private final List<Long> servedMs = new ArrayList<>();
  private final List<Long> backMs = new ArrayList<>();
  private final long backWithinMs;
  private int rounds;
  private int unnoticed;
  private int unrecovered;
  private int late;
  private int lost;
  private int wrong;
  private long recomputed;

  /**
   * Nothing has happened yet.
   *
   * @param backWithin how soon a device must be used again after its last cool-down began
   */
  DrillRow(Failure failure, Duration backWithin) {
    this.failure = failure;
    this.backWithinMs = backWithin.toMillis();
  }

  /**
   * One round.
   *
   * @param by what noticed the failure
   * @param afterMs how soon; below 0: never
   * @param servedMs from the failure until the device was used again; below 0: never
   * @param backMs from the last time that the device was taken out of use, in milliseconds
   */
  record Round(String by, long afterMs, long servedMs, long backMs) {
    /** A round in which the device was not taken out of use. */
    Round(String by, long afterMs, long servedMs) {
      this(by, afterMs, servedMs, servedMs);
    }
  }

  void add(Round round) {
    rounds++;
    noticedBy.merge(round.by(), 1, Integer::sum);
    if (round.afterMs() >= 0) {
      noticedMs.add(round.afterMs());
    } else {
      unnoticed++;
    }
    if (round.servedMs() >= 0) {
      servedMs.add(round.servedMs());
      backMs.add(round.backMs());
      late += round.backMs() > backWithinMs ? 1 : 0;
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

  /** Whether nothing was lost or wrong, everything noticed and the device used again in time. */
  boolean passed() {
    return lost == 0 && wrong == 0 && unnoticed == 0 && unrecovered == 0 && late == 0;
  }

  Drills.Rehearsed rehearsed() {
    return new Drills.Rehearsed(failure, rounds, unnoticed, lost, wrong);
  }

  Object[] cells() {
    return new Object[] {
      failure.text(),
      rounds,
      Cell.names(List.copyOf(noticedBy.keySet())),
      median(noticedMs),
      recomputed,
      lost,
      wrong,
      median(servedMs),
      longest(servedMs),
      longest(backMs),
      passed() ? "ok" : late > 0 ? "LATE " + late : "FAILED"
    };
  }

  private static Object longest(List<Long> values) {
    return values.isEmpty() ? Cell.NONE : Collections.max(values);
  }

  private static Object median(List<Long> values) {
    return values.isEmpty() ? Cell.NONE : values.stream().sorted().toList().get(values.size() / 2);
  }
}
