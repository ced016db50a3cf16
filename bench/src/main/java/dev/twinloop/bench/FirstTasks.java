package dev.twinloop.bench;

import dev.twinloop.bench.SchedulerBench.Rows;
import dev.twinloop.bench.report.Cell;
import dev.twinloop.bench.report.Table;
import dev.twinloop.policy.Strategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What the very first task costs: each in a fresh process that knows nothing from earlier runs, in
 * turns on the CPU alone and by {@code AUTO}, which begins on the CPU and may start a device beside
 * it.
 */
public final class FirstTasks {
  /** Turns of both strategies. */
  private static final int TURNS = 3;

  private FirstTasks() {}

  /** Measures the plan's works and sizes. */
  public static Table run(SchedulerPlan plan, Rows rows) {
    Table table =
        new Table(
            "work",
            "items",
            "CPU_ONLY first us",
            "AUTO first us",
            "CPU_ONLY warm us",
            "AUTO / CPU first",
            "AUTO / CPU warm",
            "CPU first / warm",
            "AUTO ran on");
    table
        .note("machine", Machine.describe())
        .note("JVM", Machine.jvm())
        .note(
            "times",
            ("first: the first task of a new process, median of %d processes each, in turns; no"
                    + " learned costs, no compiled kernels; warm: the least of the tasks of the next"
                    + " %d ms, and of the processes")
                .formatted(turns(plan), plan.firstWarm().toMillis()));
    SchedulerWorks.noteLeftOut(plan, table);
    rows.begin(table);
    for (SchedulerWork work : SchedulerWork.values()) {
      if (plan.kinds().contains(work)) {
        for (int items : SchedulerWorks.sizes(work, plan.all())) {
          row(table, work, items, plan);
          rows.row(table);
        }
      }
    }
    rows.end(table);
    return table;
  }

  private static int turns(SchedulerPlan plan) {
    return plan.quick() ? 1 : TURNS;
  }

  private static void row(Table table, SchedulerWork work, int items, SchedulerPlan plan) {
    List<FirstTaskProcess.Seen> cpu = new ArrayList<>();
    List<FirstTaskProcess.Seen> auto = new ArrayList<>();
    for (int i = 0; i < turns(plan); i++) {
      cpu.add(seen(Strategy.CPU_ONLY, work, items, plan));
      auto.add(seen(Strategy.AUTO, work, items, plan));
    }
    double cpuFirst = median(cpu);
    FirstTaskProcess.Seen half = middle(auto);
    double warm = cpu.stream().mapToLong(FirstTaskProcess.Seen::bestNs).min().orElse(0);
    table.row(
        SchedulerWorks.name(work),
        items,
        cpuFirst / 1e3,
        half.firstNs() / 1e3,
        warm / 1e3,
        half.firstNs() / cpuFirst,
        half.firstNs() / warm,
        cpuFirst / warm,
        places(half.places()));
  }

  /** Items and slices by device. */
  private static Cell places(String told) {
    SequencedMap<String, Object> byDevice = new LinkedHashMap<>();
    String[] words = told.split(" ", -1);
    for (int i = 0; i + 1 < words.length; i += 2) {
      String[] counts = words[i + 1].split("/", -1);
      byDevice.put(
          words[i],
          Map.of("items", Long.parseLong(counts[0]), "slices", Long.parseLong(counts[1])));
    }
    return new Cell(told, byDevice);
  }

  private static double median(List<FirstTaskProcess.Seen> all) {
    return middle(all).firstNs();
  }

  private static FirstTaskProcess.Seen middle(List<FirstTaskProcess.Seen> all) {
    return all.stream()
        .sorted(Comparator.comparingLong(FirstTaskProcess.Seen::firstNs))
        .toList()
        .get((all.size() - 1) / 2);
  }

  /** A new process with an empty cache. */
  private static FirstTaskProcess.Seen seen(
      Strategy strategy, SchedulerWork work, int items, SchedulerPlan plan) {
    try {
      Path empty = Files.createTempDirectory("twinloop-first");
      try {
        return FirstTaskProcess.start(strategy, work, items, plan, empty);
      } finally {
        delete(empty);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
