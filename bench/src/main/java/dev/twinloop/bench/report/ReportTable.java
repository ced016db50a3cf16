package dev.twinloop.bench.report;

import java.util.List;
import java.util.Locale;

/** The rows of a report as a table; times in milliseconds, NaN for what was not measured. */
public final class ReportTable {
  private static final String[] COLUMNS = {
    "work",
    "way",
    "device",
    "items",
    "median ms",
    "min ms",
    "p99 ms",
    "max ms",
    "items/s",
    "x baseline",
    "runs",
    "checked"
  };

  private static final String[] MARKS = {"what", "mark", "figure", "verdict", "device", "how"};

  private ReportTable() {}

  /** The table of the rows, with the notes above it. */
  public static Table of(Report report) {
    Table table = new Table(COLUMNS);
    head(report, table);
    report.rows().forEach(row -> table.row(cells(row).toArray()));
    return table;
  }

  /** The table of the marks, with what they hold for above it. */
  public static Table marks(Report report) {
    Table table = new Table(MARKS);
    head(report, table);
    report.marks().forEach(mark -> table.row(cells(mark).toArray()));
    return table;
  }

  static List<String> markColumns() {
    return List.of(MARKS);
  }

  static List<String> cells(Mark mark) {
    return List.of(
        mark.name(),
        mark.markText(),
        mark.figureText(),
        mark.verdict().text(),
        mark.device().isEmpty() ? "-" : mark.device(),
        mark.how());
  }

  /** What the figures hold for: machine, build and devices, then the notes. */
  static void head(Report report, Table table) {
    environment(report, table);
    report.notes().forEach(table::note);
  }

  /** Machine, build and devices. */
  static void environment(Report report, Table table) {
    Report.Made made = report.made();
    table
        .note("machine", "%s, %d cores, %s".formatted(made.machine(), made.cores(), made.os()))
        .note("JVM", made.jvm())
        .note(
            "build",
            "twinloop %s (%s), %s"
                .formatted(made.build().version(), made.build().commit(), made.when()));
    for (Report.Device device : report.devices()) {
      table.note(device.id(), text(device));
    }
    if (report.devices().isEmpty()) {
      table.note("accelerators", "none measured");
    }
  }

  static String text(Report.Device device) {
    return String.format(
        Locale.ROOT,
        "%s (%s, driver %s, %.1f GiB, %d compute units)",
        device.name(),
        device.backend(),
        device.driver(),
        device.memoryBytes() / (double) (1 << 30),
        device.computeUnits());
  }

  static List<String> columns() {
    return List.of(COLUMNS);
  }

  static List<Object> cells(ReportRow row) {
    Times times = row.times();
    return List.of(
        row.work(),
        row.way().name(),
        row.way().device(),
        row.items(),
        times.medianNs() / 1e6,
        times.minNs() / 1e6,
        times.p99Ns().isPresent() ? times.p99Ns().getAsLong() / 1e6 : Double.NaN,
        times.maxNs() / 1e6,
        row.itemsPerSecond(),
        row.ratio().orElse(Double.NaN),
        times.runs(),
        row.way().checks().text());
  }
}
