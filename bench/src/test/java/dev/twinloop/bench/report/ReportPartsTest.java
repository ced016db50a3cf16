package dev.twinloop.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.bench.report.Report.Device;
import dev.twinloop.bench.report.Report.Made;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One report from parts that were measured one after the other. */
class ReportPartsTest {
  private final Report whole = Reports.small();
  private final Report rows = with(whole.rows(), List.of());
  private final Report marks = with(List.of(), whole.marks());

  private Report with(List<ReportRow> some, List<Mark> others) {
    return new Report(whole.made(), whole.devices(), whole.notes(), some, others);
  }

  @Test
  void rowsAndMarksOfAllPartsInTheirOrder() {
    Report joined = ReportParts.join(List.of(rows, marks));
    assertEquals(whole.rows(), joined.rows());
    assertEquals(whole.marks(), joined.marks());
    assertEquals(whole.notes(), joined.notes());
    assertEquals(List.of("bench", "hash", "+", "bench", "hash"), joined.made().options());
    assertEquals(whole, ReportParts.join(List.of(whole)));
  }

  @Test
  void whatDoesNotBelongTogetherIsRefused() {
    Made m = whole.made();
    Made other = new Made(m.when(), m.build(), m.options(), m.machine(), 8, m.os(), m.jvm());
    Device d = whole.devices().getFirst();
    Device elsewhere =
        new Device(
            d.id(), d.name(), d.backend(), d.driver(), d.memoryBytes(), d.computeUnits(), "x");
    refused("is in two parts", whole, whole);
    refused(
        "8 cores", rows, new Report(other, whole.devices(), whole.notes(), List.of(), List.of()));
    refused("devices=", rows, new Report(m, List.of(), whole.notes(), List.of(), List.of()));
    Report sameKind = new Report(m, List.of(elsewhere), whole.notes(), List.of(), List.of());
    assertEquals(whole.rows(), ReportParts.join(List.of(rows, sameKind)).rows());
  }

  private static void refused(String why, Report... parts) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ReportParts.join(List.of(parts)));
    assertTrue(String.valueOf(e.getMessage()).contains(why), e.getMessage());
  }
}
