package dev.twinloop.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.report.Comparison.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** When a row counts as slower. */
class ComparisonTest {
  private static final long SEED = 20_26_11_29;

  private static Report changed(Report report, Predicate<ReportRow> which, LongUnaryOperator how) {
    return with(
        report,
        report.rows().stream()
            .map(row -> which.test(row) ? times(row, scaled(row.times(), how)) : row)
            .toList());
  }

  private static Report with(Report report, List<ReportRow> rows) {
    return new Report(report.made(), report.devices(), report.notes(), rows, report.marks());
  }

  private static ReportRow times(ReportRow row, Times times) {
    return new ReportRow(row.work(), row.way(), row.items(), times, row.ratio(), row.stages());
  }

  private static Times scaled(Times times, LongUnaryOperator how) {
    return Times.of(
        times.histogram().stream()
            .map(value -> new Times.Counted(how.applyAsLong(value.ns()), value.runs()))
            .toList());
  }

  private static long slowerByAFifth(long ns) {
    return ns + ns / 5;
  }

  private static boolean library(ReportRow row) {
    return row.way().kind() == Way.Kind.LIBRARY;
  }

  /** As many runs as a row had, drawn from the times that were measured. */
  private static Report resampled(Report report, Random random) {
    return with(
        report,
        report.rows().stream()
            .map(
                row -> {
                  long[] all =
                      row.times().histogram().stream()
                          .flatMapToLong(
                              value -> LongStream.generate(value::ns).limit(value.runs()))
                          .toArray();
                  long[] drawn = new long[Math.min(300, all.length)];
                  Arrays.setAll(drawn, _ -> all[random.nextInt(all.length)]);
                  return times(row, Times.of(drawn));
                })
            .toList());
  }

  /** What {@code bench --quick --export-json} wrote on two busy cores. */
  private static Report measured() throws IOException {
    try (InputStream in = ComparisonTest.class.getResourceAsStream("measured.json")) {
      return ReportReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @Test
  void aReportIsNotSlowerThanItself() {
    Comparison same = Comparison.of(Reports.small(), Reports.small(), 0.1);
    assertTrue(same.passed());
    assertEquals(9, same.lines(Verdict.SAME).size());
    assertEquals(List.of(), same.alone());
  }

  @Test
  void aPlantedFifthIsFoundInEveryRowAndOnlyThere() {
    Report old = Reports.small();
    for (ReportRow planted : old.rows()) {
      if (!library(planted)) {
        Report now =
            changed(old, row -> row.key().equals(planted.key()), ComparisonTest::slowerByAFifth);
        Comparison found = Comparison.of(old, now, 0.1);
        assertEquals(1, found.lines(Verdict.SLOWER).size(), planted.key().toString());
        assertTrue(found.lines(Verdict.SLOWER).getFirst().startsWith(planted.key().toString()));
        assertFalse(found.passed());
        Comparison mirrored = Comparison.of(now, old, 0.1);
        assertTrue(mirrored.passed());
        assertEquals(1, mirrored.lines(Verdict.FASTER).size());
      }
    }
  }

  @Test
  void aSlowerMachineIsNoSlowerBuildButKernelsHaveTheirOwnClock() {
    Report old = Reports.small();
    Comparison found =
        Comparison.of(old, changed(old, _ -> true, ComparisonTest::slowerByAFifth), 0.1);
    assertEquals(1, found.lines(Verdict.SLOWER).size());
    assertTrue(found.lines(Verdict.SLOWER).getFirst().contains("kernels only"));
    assertTrue(found.summary().contains("1.20 to 1.20"), found.summary());
  }

  @Test
  void fewWildRunsAreNoSlowdown() {
    Report old = Reports.small();
    Report wild =
        with(
            old,
            old.rows().stream()
                .map(
                    row ->
                        library(row)
                            ? row
                            : times(row, Times.of(row.times().minNs(), 9_000_000, 9_000_000)))
                .toList());
    assertTrue(Comparison.of(old, wild, 0.1).passed());
  }

  /** Two runs of one build, 50 times drawn from times of a machine that other work shares. */
  @Test
  void twoRunsOfOneBuildAreSilentAndAPlantedFifthIsFoundUnlessItWasCalledNoisy()
      throws IOException {
    Report real = measured();
    Random random = new Random(SEED);
    int decided = 0;
    for (int trial = 0; trial < 50; trial++) {
      Report before = resampled(real, random);
      Report now = resampled(real, random);
      Comparison same = Comparison.of(before, now, 0.1);
      assertEquals(List.of(), same.lines(Verdict.SLOWER), "trial=" + trial + ", seed=" + SEED);
      Comparison planted =
          Comparison.of(
              before, changed(now, row -> !library(row), ComparisonTest::slowerByAFifth), 0.1);
      for (int i = 0; i < same.pairs().size(); i++) {
        if (same.pairs().get(i).verdict() != Verdict.NOISY) {
          decided++;
          assertEquals(
              Verdict.SLOWER,
              planted.pairs().get(i).verdict(),
              planted.pairs().get(i) + ", trial=" + trial + ", seed=" + SEED);
        }
      }
    }
    assertTrue(decided > 50, "decided=" + decided + ", seed=" + SEED);
  }

  /** The same with a machine of its own: three percent of jitter, one run in twenty disturbed. */
  @Test
  void onAQuietMachineAPlantedFifthIsFoundInEveryRow() {
    Report plan = Reports.small();
    Random random = new Random(SEED);
    int alarms = 0;
    int missed = 0;
    int rows = 0;
    for (int trial = 0; trial < 50; trial++) {
      Report before = quiet(plan, random);
      Report now = quiet(plan, random);
      alarms += Comparison.of(before, now, 0.1).lines(Verdict.SLOWER).size();
      Comparison planted =
          Comparison.of(
              before, changed(now, row -> !library(row), ComparisonTest::slowerByAFifth), 0.1);
      rows += planted.pairs().size();
      missed += planted.pairs().size() - planted.lines(Verdict.SLOWER).size();
    }
    assertEquals(0, alarms, "seed=" + SEED);
    assertTrue(missed * 100 < rows, "missed=" + missed + " of " + rows + ", seed=" + SEED);
  }

  private static Report quiet(Report plan, Random random) {
    return with(
        plan,
        plan.rows().stream()
            .map(
                row -> {
                  long[] drawn = new long[9 + random.nextInt(100)];
                  for (int i = 0; i < drawn.length; i++) {
                    double jitter = 1 + 0.03 * Math.abs(random.nextGaussian());
                    double outlier = random.nextInt(20) == 0 ? 1 + 5 * random.nextDouble() : 1;
                    drawn[i] = (long) (row.times().minNs() * jitter * outlier);
                  }
                  return times(row, Times.of(drawn));
                })
            .toList());
  }

  @Test
  void whatCannotBeComparedIsSaid() {
    Report old = Reports.small();
    Report less = with(old, old.rows().subList(0, 3));
    assertEquals(7, Comparison.of(old, less, 0.1).alone().size());
    assertThrows(
        IllegalArgumentException.class, () -> Comparison.of(old, with(old, List.of()), 0.1));
    Report other = new Report(old.made(), List.of(), new LinkedHashMap<>(), old.rows(), List.of());
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> Comparison.of(old, other, 0.1));
    assertTrue(String.valueOf(refused.getMessage()).contains("two of one machine"));
  }

  @Test
  void aRowThatWasCheckedInOneReportOnlyIsNotCompared() {
    Report old = Reports.small();
    List<ReportRow> rows = new ArrayList<>(old.rows());
    ReportRow row = rows.get(2);
    Way bare =
        Way.endToEnd(row.way().name(), row.way().device(), Checks.none(), row.way().transfer());
    rows.set(2, new ReportRow(row.work(), bare, row.items(), row.times(), row.ratio(), List.of()));
    Comparison found = Comparison.of(old, with(old, rows), 0.1);
    assertEquals(1, found.alone().size());
    assertTrue(found.alone().getFirst().startsWith("checked in one report only"));
  }

  @Test
  void theIntervalOfTheQuartileGrowsWithDoubt() {
    long[] few = Comparison.interval(Times.of(1, 2, 3, 4, 5));
    assertEquals(1, few[0]);
    assertEquals(5, few[1]);
    long[] many = Comparison.interval(Times.of(LongStream.rangeClosed(1, 1000).toArray()));
    assertEquals(214, many[0]); // 250 - 2.58 sqrt(1000 * 3 / 16), rounded outwards
    assertEquals(287, many[1]);
  }
}
