package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.report.Mark;
import dev.twinloop.bench.report.Report;
import dev.twinloop.bench.report.ReportFormat;
import dev.twinloop.bench.report.ReportReader;
import dev.twinloop.bench.report.ReportRow;
import dev.twinloop.bench.report.Times;
import dev.twinloop.bench.report.Way.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bench} writes, compares and accepts. */
class BenchReportTest {
  @TempDir private Path folder = Path.of("");

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void oneRunWritesEveryFormAndComparesWithAnother() throws Exception {
    String json = file("a.json");
    Run run =
        Run.of(
            "bench",
            "hash",
            "--quick",
            "--sizes",
            "2^6",
            "--device",
            "cpu-worker",
            "--export-json",
            json,
            "--export-csv",
            file("a.csv"),
            "--export-markdown",
            file("a.md"),
            "--export-html",
            file("a.html"));
    assertEquals(0, run.status(), run.err());
    Report report = ReportReader.read(Files.readString(Path.of(json)));
    assertEquals(List.of("bench", "hash"), report.made().options().subList(0, 2));
    assertEquals(List.of("cpu-worker"), report.devices().stream().map(Report.Device::id).toList());
    Set<Kind> kinds =
        report.rows().stream().map(row -> row.way().kind()).collect(Collectors.toSet());
    assertEquals(Set.of(Kind.LIBRARY, Kind.LOOP, Kind.KERNELS, Kind.END_TO_END), kinds);
    ReportRow shared =
        report.rows().stream()
            .filter(row -> row.way().name().equals("end to end, shared memory"))
            .findFirst()
            .orElseThrow();
    assertFalse(shared.stages().isEmpty());
    assertEquals(report.rows().size() + 1, Files.readAllLines(folder.resolve("a.csv")).size());
    assertTrue(Files.readString(folder.resolve("a.md")).contains("| sha256, 64-byte messages |"));
    assertTrue(Files.readString(folder.resolve("a.html")).contains("</html>"));
    assertEquals(
        Files.readString(folder.resolve("a.html")),
        Run.of("bench", "report", json, "-o", "html").out());
    Run same = Run.of("bench", "compare", json, json);
    assertEquals(0, same.status(), same.err());
    assertTrue(same.out().startsWith("compare: 0 rows slower, 0 faster"), same.out());
  }

  /** A build that got slower by a fifth is told of by the exit status too. */
  @Test
  void aPlantedSlowdownIsStatusOneAndTheSameBuildIsNot() throws Exception {
    Path before = Path.of("../bench/src/test/resources/dev/twinloop/bench/report/measured.json");
    Report old = ReportReader.read(Files.readString(before));
    List<ReportRow> rows =
        old.rows().stream()
            .map(row -> row.way().kind() == Kind.LIBRARY ? row : slower(row))
            .toList();
    Report now = new Report(old.made(), old.devices(), old.notes(), rows, old.marks());
    Path after = Files.writeString(folder.resolve("now.json"), ReportFormat.JSON.write(now));
    Run slower = Run.of("bench", "compare", before.toString(), after.toString());
    assertEquals(1, slower.status(), slower.out() + slower.err());
    assertTrue(slower.out().contains("SLOWER: "), slower.out());
    Run faster = Run.of("bench", "compare", after.toString(), before.toString());
    assertEquals(0, faster.status(), faster.out() + faster.err());
    Run same = Run.of("bench", "compare", before.toString(), before.toString());
    assertEquals(0, same.status(), same.out() + same.err());
    assertTrue(same.out().startsWith("compare: 0 rows slower, 0 faster"), same.out());
  }

  private static ReportRow slower(ReportRow row) {
    Times times =
        Times.of(
            row.times().histogram().stream()
                .map(value -> new Times.Counted(value.ns() + value.ns() / 5, value.runs()))
                .toList());
    return new ReportRow(row.work(), row.way(), row.items(), times, row.ratio(), row.stages());
  }

  @Test
  void aReportThatCannotBeReadIsRefusedBeforeAnythingIsMeasured() throws Exception {
    Run missing = Run.of("bench", "--compare", file("none.json"));
    assertEquals(1, missing.status());
    assertTrue(missing.err().contains("none.json: No such file or directory"), missing.err());
    assertEquals("", missing.out());
    String bad = file("bad.json");
    Files.writeString(Path.of(bad), "{\"schema\":\"other/7\"}");
    Run refused = Run.of("bench", "--compare", bad);
    assertEquals(1, refused.status());
    assertTrue(refused.err().contains("bad.json: report: schema=other/7"), refused.err());
    assertEquals(2, Run.of("bench", "--sweep", "--sizes", "4").status());
    assertEquals(2, Run.of("bench", "acceptance", "--starts", "0").status());
    assertEquals(2, Run.of("bench", "scheduler", "--picture", file("p.svg")).status());
    assertEquals(2, Run.of("bench", "scheduler", "--mixed", "0").status());
    assertEquals(2, Run.of("bench", "scheduler", "--strategy", "auto").status());
    assertEquals(2, Run.of("bench", "acceptance", "--only", "luck").status());
  }

  /** Without a GPU each mark that needs one says so, and nothing fails for want of it. */
  @Test
  void acceptanceSaysWhatIsNotMeasured() {
    Run run =
        Run.of(
            "bench",
            "acceptance",
            "--quick",
            "--strategy",
            "cpu-only",
            "-o",
            "json",
            "--only",
            "speed,utilisation");
    assertEquals(0, run.status(), run.err() + run.out());
    List<Mark> marks = ReportReader.read(run.out()).marks();
    assertEquals(10, marks.size(), run.out());
    for (Mark mark : marks) {
      assertEquals(Mark.Verdict.NOT_MEASURED, mark.verdict(), mark.toString());
      assertFalse(mark.how().isEmpty());
    }
  }

  /** Every row of speed is measured where a device is named, though a stand-in reaches no mark. */
  @Test
  @Tag("slow")
  void aMarkThatIsMissedIsStatusOne() {
    Run run = Run.of("bench", "acceptance", "--quick", "--device", "cpu-worker", "--only", "speed");
    assertEquals(1, run.status(), run.err() + run.out());
    assertTrue(run.out().contains("hash, SHA-256"), run.out());
    assertTrue(run.out().contains("  fail  "), run.out());
    assertTrue(run.out().contains("CPU's best: JDK, all cores"), run.out());
  }

  @Test
  void aReportIsReadAsEveryInputIs() throws Exception {
    byte[] bad = "{\"schema\":\"other/7\"}".getBytes(StandardCharsets.UTF_8);
    String schema = ": report: schema=other/7, accepted: twinloop-bench/1\n";
    assertEquals(
        new Run(1, "", "twinloop: standard input" + schema),
        Run.withInput(bad, "bench", "report", "-"));
    Path odd = Files.write(folder.resolve("a\tb"), bad);
    assertEquals(
        new Run(1, "", "twinloop: '" + folder + "/a'$'\\t''b'" + schema),
        Run.of("bench", "report", odd.toString()));
    assertEquals(
        new Run(1, "", "twinloop: standard input: no report: not UTF-8\n"),
        Run.withInput(new byte[] {'{', (byte) 0xff}, "bench", "report", "-"));
    assertEquals(
        new Run(
            1,
            "",
            "twinloop: standard input: report: no JSON: line 1, column 1:"
                + " Unrecognized token 'poem'\n"),
        Run.withInput("poem".getBytes(StandardCharsets.UTF_8), "bench", "compare", "-", "-"));
    assertEquals(
        new Run(1, "", "twinloop: " + folder + ": Is a directory\n"),
        Run.of("bench", "compare", folder.toString(), folder.toString()));
  }

  /** Once what a report held reached the terminal as it was. */
  @Test
  void aReportHoldsNothingThatATerminalWouldObey() throws Exception {
    String report =
        Files.readString(Path.of("src/test/resources/report.json"))
            .replace("ordinary", "\\u001b[31m");
    Run run = Run.withInput(report.getBytes(StandardCharsets.UTF_8), "bench", "report", "-");
    String told =
        "twinloop: standard input: report.rows[0].work: value=\\033[31m work,"
            + " accepted: a text without control characters\n";
    assertEquals(new Run(1, "", told), run);
  }
}
