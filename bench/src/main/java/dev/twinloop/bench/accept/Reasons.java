package dev.twinloop.bench.accept;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How often what went wrong, the most frequent first. Numbers of processes are left out, so that
 * two processes that end for one reason count as two of it. Thread-safe.
 */
final class Reasons {
  /** More are counted and not shown. */
  private static final int MOST_SHOWN = 3;

  private static final int MOST_LENGTH = 300;

  private final Map<String, Integer> counts = new HashMap<>();

  synchronized void add(String reason) {
    String line = reason.lines().findFirst().orElse("").replaceAll("pid [0-9]+", "pid …");
    counts.merge(
        line.length() > MOST_LENGTH ? line.substring(0, MOST_LENGTH) + "…" : line, 1, Integer::sum);
  }

  /** How many there were in all. */
  synchronized int count() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Nothing if there was none, else such as {@code ; missed: 2 × saw 0: …; 1 × saw 2: …}. */
  synchronized String text(String title) {
    if (counts.isEmpty()) {
      return "";
    }
    List<Map.Entry<String, Integer>> all =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    String shown =
        all.stream()
            .limit(MOST_SHOWN)
            .map(entry -> entry.getValue() + " × " + entry.getKey())
            .collect(Collectors.joining("; "));
    int others = all.stream().skip(MOST_SHOWN).mapToInt(Map.Entry::getValue).sum();
    return title + ": " + shown + (others == 0 ? "" : "; %d × others".formatted(others));
  }
}
