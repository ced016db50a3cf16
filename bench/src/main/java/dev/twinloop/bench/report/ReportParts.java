package dev.twinloop.bench.report;

import dev.twinloop.bench.report.Report.Device;
import dev.twinloop.bench.report.Report.Made;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/**
 * One report from several, each of which measured a part: {@code bench acceptance --only speed} and
 * {@code --only detection}, say.
 */
public final class ReportParts {
  private ReportParts() {}

  /**
   * Joins parts. Rows, marks and notes stand in the order of the parts; the report was made when
   * the first part was.
   *
   * @param parts one or more, of one build, of machines and devices of one kind
   * @throws IllegalArgumentException if they are not, or if a mark or a row stands in two of them
   */
  public static Report join(List<Report> parts) {
    Report first = parts.getFirst();
    List<String> options = new ArrayList<>();
    SequencedMap<String, String> notes = new LinkedHashMap<>();
    List<ReportRow> rows = new ArrayList<>();
    List<Mark> marks = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Report part : parts) {
      same("build", first.made().build(), part.made().build());
      same("machine", machine(first), machine(part));
      same("devices", devices(first), devices(part));
      if (!options.isEmpty()) {
        options.add("+");
      }
      options.addAll(part.made().options());
      notes.putAll(part.notes());
      part.marks().forEach(mark -> once(seen, "mark " + mark.name()));
      part.rows().forEach(row -> once(seen, "row " + row.work() + ", " + row.way() + row.items()));
      rows.addAll(part.rows());
      marks.addAll(part.marks());
    }
    Made made = first.made();
    return new Report(
        new Made(
            made.when(),
            made.build(),
            options,
            made.machine(),
            made.cores(),
            made.os(),
            made.jvm()),
        first.devices(),
        notes,
        rows,
        marks);
  }

  private static void once(Set<String> seen, String what) {
    if (!seen.add(what)) {
      throw new IllegalArgumentException("report: " + what + " is in two parts, accepted: one");
    }
  }

  private static void same(String what, Object one, Object other) {
    if (!one.equals(other)) {
      throw new IllegalArgumentException(
          "report: %s=%s and %s, accepted: parts of one %s".formatted(what, one, other, what));
    }
  }

  private static String machine(Report report) {
    Made made = report.made();
    return made.machine() + ", " + made.cores() + " cores, " + made.os() + ", " + made.jvm();
  }

  /** The same kind of card in another place is as good. */
  private static List<Device> devices(Report report) {
    return report.devices().stream()
        .map(
            d ->
                new Device(
                    d.id(),
                    d.name(),
                    d.backend(),
                    d.driver(),
                    d.memoryBytes(),
                    d.computeUnits(),
                    ""))
        .toList();
  }
}
