package dev.twinloop.bench;

import dev.twinloop.bench.report.Cell;
import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import dev.twinloop.engine.Timings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Where the time of tasks went that came late: the stages of the slowest hundredth beside those of
 * the others. Filled by one thread, read after it. Thread-safe.
 */
final class LateTasks {
  /** One task in this number is late. */
  private static final int ONE_IN = 100;

  /** The latest of all are told one by one. */
  private static final int TOLD = 12;

  private long sinceNs;
  private final List<Stages> all = new ArrayList<>();

  /**
   * One task.
   *
   * @param endedNs when it ended
   * @param ns from submit to the checked result
   * @param beside slices of other tasks that devices had when it was submitted
   * @param slice the timings of its slice, or of the slice that took longest
   */
  record Stages(long endedNs, long ns, int beside, Timings slice) {
    static Stages of(long endedNs, long ns, int beside, TaskReport report) {
      return new Stages(
          endedNs,
          ns,
          beside,
          report.slices().stream()
              .map(SliceReport::timings)
              .max(Comparator.comparingLong(Stages::sum))
              .orElse(Timings.ofRun(0, 0, 0, 0)));
    }

    private static long sum(Timings t) {
      return t.queueNs() + t.encodeNs() + t.runNs() + t.decodeNs() + t.checkNs();
    }

    /** Before the slice was encoded, between its steps, and after its check. */
    long elsewhereNs() {
      return Math.max(0, ns - sum(slice));
    }
  }

  synchronized void add(Stages one) {
    all.add(one);
  }

  /** Begins anew. */
  synchronized void clear(long nowNs) {
    sinceNs = nowNs;
    all.clear();
  }

  /** Means of the stages, of the latest hundredth and of all others. */
  synchronized Cell told() {
    List<Stages> sorted = all.stream().sorted(Comparator.comparingLong(Stages::ns)).toList();
    int late = sorted.size() - (sorted.size() + ONE_IN - 1) / ONE_IN;
    String latest =
        sorted.reversed().stream().limit(TOLD).map(this::when).collect(Collectors.joining(", "));
    Means slowest = Means.of(sorted.subList(late, sorted.size()));
    Means others = Means.of(sorted.subList(0, Math.max(0, late)));
    SequencedMap<String, Object> all = new LinkedHashMap<>();
    all.put("latest 1 %", slowest.members());
    all.put("others", others.members());
    all.put("latest", sorted.reversed().stream().limit(TOLD).map(this::members).toList());
    return new Cell(
        "latest 1 %%: %s; the others: %s; the latest, at s: ms: %s"
            .formatted(slowest, others, latest),
        all);
  }

  private Map<String, Double> members(Stages task) {
    return Map.of("at s", (task.endedNs() - sinceNs) / 1e9, "ms", task.ns() / 1e6);
  }

  private String when(Stages task) {
    return String.format(
        Locale.ROOT, "%.2f: %.1f", (task.endedNs() - sinceNs) / 1e9, task.ns() / 1e6);
  }

  /** Of microseconds, and of slices of others. */
  private record Means(
      double encode, double run, double decode, double check, double elsewhere, double beside) {
    static Means of(List<Stages> tasks) {
      return new Means(
          us(tasks, t -> t.slice().encodeNs()),
          us(tasks, t -> t.slice().runNs()),
          us(tasks, t -> t.slice().decodeNs()),
          us(tasks, t -> t.slice().checkNs()),
          us(tasks, Stages::elsewhereNs),
          tasks.stream().mapToInt(Stages::beside).average().orElse(0));
    }

    private static double us(List<Stages> tasks, ToLongFunction<Stages> of) {
      return tasks.stream().mapToLong(of).average().orElse(0) / 1e3;
    }

    SequencedMap<String, Double> members() {
      SequencedMap<String, Double> members = new LinkedHashMap<>();
      members.put("encode us", encode);
      members.put("run us", run);
      members.put("decode us", decode);
      members.put("check us", check);
      members.put("elsewhere us", elsewhere);
      members.put("slices of others", beside);
      return members;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "encode %.1f, run %.1f, decode %.1f, check %.1f, elsewhere %.1f us, %.1f slices of others",
          encode,
          run,
          decode,
          check,
          elsewhere,
          beside);
    }
  }
}
