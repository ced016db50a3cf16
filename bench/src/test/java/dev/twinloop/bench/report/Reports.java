package dev.twinloop.bench.report;

import dev.twinloop.bench.report.Report.Build;
import dev.twinloop.bench.report.Report.Device;
import dev.twinloop.bench.report.Report.Made;
import dev.twinloop.bench.report.Way.Transfer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.stream.LongStream;

/** Reports for tests. */
final class Reports {
  private Reports() {}

  /** Two libraries, the CPU and a device at four sizes; the device wins from 1,000 items on. */
  static Report small() {
    SequencedMap<String, String> notes = new LinkedHashMap<>();
    notes.put("end to end", "from submit to <checked> result & \"back\"");
    notes.put("script", "</script><script>alert(1)</script>");
    Way library = Way.library("JDK", 1, "");
    Way cpu = Way.onCpu(Checks.again(0));
    Way device =
        Way.endToEnd("end to end, shared memory", "cuda:0", Checks.again(0.02), Transfer.SHARED);
    List<ReportRow.Stage> stages =
        List.of(new ReportRow.Stage("copy in", 300), new ReportRow.Stage("kernels", 700));
    java.util.ArrayList<ReportRow> rows = new java.util.ArrayList<>();
    rows.add(row(library, 1000, 1_000_000, List.of()));
    for (int items = 10; items <= 10_000; items *= 10) {
      rows.add(row(cpu, items, items * 500L, List.of()));
      rows.add(row(device, items, 500_000 + items / 10, stages));
    }
    rows.add(row(Way.kernels("cuda:0", Checks.again(0.01)), 10_000, 700, stages));
    return of(rows, notes);
  }

  static ReportRow row(Way way, long items, long medianNs, List<ReportRow.Stage> stages) {
    long[] times =
        LongStream.rangeClosed(-60, 60).map(i -> medianNs + medianNs * i / 1000).toArray();
    return new ReportRow("sha256", way, items, Times.of(times), OptionalDouble.of(1.5), stages);
  }

  static Report of(List<ReportRow> rows, SequencedMap<String, String> notes) {
    return new Report(
        new Made(
            Instant.parse("2026-01-31T12:00:00Z"),
            new Build("0.1.0", "abc1234"),
            List.of("bench", "hash"),
            "A CPU",
            16,
            "Linux 6",
            "A VM 25"),
        List.of(new Device("cuda:0", "A card", "CUDA", "580", 1L << 37, 132, "0000:3b:00")),
        notes,
        rows,
        List.of(
            new Mark("hash", 10, Mark.Unit.TIMES, OptionalDouble.of(12.345), "cuda:0", "so"),
            new Mark(
                "agreement", 100, Mark.Unit.PERCENT, OptionalDouble.of(99.999), "cuda:0", "so"),
            Mark.notMeasured("proofs", 50, Mark.Unit.TIMES, "no GPU")));
  }
}
