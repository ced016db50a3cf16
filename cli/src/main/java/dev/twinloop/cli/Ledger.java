package dev.twinloop.cli;

import dev.twinloop.engine.SliceReport;
import dev.twinloop.engine.TaskReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What ran where during one command: the report that {@code --verbose} prints. Thread-safe. */
public final class Ledger {
  private static final int MOST_FALLBACKS = 20;

  private final long startNs = System.nanoTime();
  private final Map<String, Long> itemsByDevice = new TreeMap<>();
  private final List<String> fallbacks = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final Set<String> traceIds = new LinkedHashSet<>();
  private long items;
  private long checked;
  private long streams;
  private long streamBytes;
  private long direct;
  private long directBytes;

  Ledger() {}

  /** Enters a finished task. */
  synchronized void enter(TaskReport report) {
    report.itemsByDevice().forEach((device, n) -> itemsByDevice.merge(device, n, Long::sum));
    items += report.items();
    checked += report.slices().stream().mapToLong(SliceReport::checked).sum();
    traceIds.add(report.traceId());
    notes.addAll(report.notes());
    for (SliceReport.Fallback fallback : report.fallbacks()) {
      fallbacks.add(
          "fallback from %s (%s) in task %s: %s"
              .formatted(fallback.deviceId(), fallback.code(), report.traceId(), fallback.cause()));
    }
  }

  /** Enters one long message, hashed by the JDK because it has no parallelism. */
  public synchronized void enterStream(long bytes) {
    streams++;
    streamBytes += bytes;
  }

  /** Enters one of few small messages, hashed by a library before any scheduler is open. */
  public synchronized void enterDirect(long bytes) {
    direct++;
    directBytes += bytes;
  }

  /** The report, a line each. */
  synchronized List<String> lines() {
    List<String> lines = new ArrayList<>();
    itemsByDevice.forEach((device, n) -> lines.add(device + " computed " + n + " of " + items));
    if (items > 0) {
      lines.add(
          String.format(
              Locale.ROOT, "%d items cross-checked (%.2f %%)", checked, 100.0 * checked / items));
    }
    if (direct > 0) {
      lines.add(
          "a library hashed %d small files (%d bytes): opening a scheduler takes longer"
              .formatted(direct, directBytes));
    }
    if (streams > 0) {
      lines.add(
          "the JDK hashed %d long streams (%d bytes): one stream has no parallelism to share out"
              .formatted(streams, streamBytes));
    }
    fallbacks.stream().limit(MOST_FALLBACKS).forEach(lines::add);
    if (fallbacks.size() > MOST_FALLBACKS) {
      lines.add("... and " + (fallbacks.size() - MOST_FALLBACKS) + " more fallbacks");
    }
    lines.addAll(notes);
    if (!traceIds.isEmpty()) {
      lines.add("tasks: " + String.join(" ", traceIds.stream().limit(MOST_FALLBACKS).toList()));
    }
    lines.add(String.format(Locale.ROOT, "%.3f s", (System.nanoTime() - startNs) / 1e9));
    return lines;
  }
}
