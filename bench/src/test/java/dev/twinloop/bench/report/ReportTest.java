package dev.twinloop.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report and its forms. */
class ReportTest {
  private final Report report = Reports.small();
  private final String json = ReportFormat.JSON.write(report);

  @Test
  void jsonHoldsEverything() {
    assertEquals(report, ReportReader.read(json));
    assertEquals(json, ReportFormat.JSON.write(ReportReader.read(json)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`{}`|report: no member named schema",
        "`[]`|report: value=[], accepted: an object",
        "``|report: empty",
        "`{`|no JSON",
        "`{\"schema\":\"other/1\"}`|schema=other/1, accepted: twinloop-bench/1",
      })
  void whatIsNoReportIsRefused(String text, String says) {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> ReportReader.read(text));
    assertTrue(String.valueOf(refused.getMessage()).contains(says), refused.toString());
  }

  /** Once Jackson's own words: "[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE…`)". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`poem`|line 1, column 1: Unrecognized token 'poem'",
        "`{`|line 1, column 2: Unexpected end-of-input",
        "`{\"a\":1,}`|line 1, column 8: Unexpected character",
        "`{\"a\":1,\"a\":2}`|line 1, column 11: Duplicate field 'a'",
        "`[1 2]`|line 1, column 4: Unexpected character",
        "`{\"a\":\"\u0001\"}`|line 1, column 7: Illegal unquoted character",
      })
  void whatIsNoJsonIsToldInPlainWords(String text, String says) {
    Exception refused = assertThrows(IllegalArgumentException.class, () -> ReportReader.read(text));
    assertEquals("report: no JSON: " + says, refused.getMessage());
  }

  /** The mean was 13253222.4. */
  @Test
  void everyTimeIsAWholeNumberOfNanoseconds() {
    List<ReportRow> rows =
        List.of(
            new ReportRow(
                "sha256",
                Way.onCpu(Checks.none()),
                2,
                Times.of(1, 4),
                OptionalDouble.empty(),
                List.of(new ReportRow.Stage("kernels", 3))));
    String text = ReportFormat.JSON.write(Reports.of(rows, new java.util.LinkedHashMap<>()));
    assertTrue(text.contains("\"mean\":3}"), text);
  }

  @Test
  void aMemberOfTheWrongKindIsNamed() {
    String wrong = json.replaceFirst("\"items\":1000", "\"items\":\"many\"");
    Exception refused =
        assertThrows(IllegalArgumentException.class, () -> ReportReader.read(wrong));
    assertEquals(
        "report.rows[0].items: value=many, accepted: a whole number", refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> ReportReader.read(json + "{}"));
    assertThrows(
        IllegalArgumentException.class,
        () -> ReportReader.read(json.replaceFirst("\"kind\":\"library\"", "\"kind\":\"magic\"")));
  }

  /** The page on the schema names every member, and no other. */
  @Test
  void thePageOnTheSchemaIsWhole() throws Exception {
    String page = Files.readString(Path.of("../docs/bench.md"));
    String schema = page.substring(page.indexOf("## The JSON form"));
    Matcher names =
        Pattern.compile("\"([A-Za-z0-9]+)\":")
            .matcher(json.replaceAll("\"notes\":\\{[^}]*\\}", "\"notes\":{}"));
    while (names.find()) {
      assertTrue(schema.contains("`" + names.group(1) + "`"), "not described: " + names.group(1));
    }
  }

  @Test
  void rowsPrintedAsTheyComeAreThoseOfTheTable() {
    StringBuilder csv = new StringBuilder(RowPrinter.CSV.head(report));
    report.rows().forEach(row -> csv.append(RowPrinter.CSV.row(row)));
    assertEquals(TableFormat.CSV.write(ReportTable.of(report)), csv.toString());
    String head = RowPrinter.TEXT.head(report);
    assertTrue(head.startsWith("machine: A CPU, 16 cores, Linux 6\n"), head);
    String columns = head.lines().toList().getLast();
    String row = RowPrinter.TEXT.row(report.rows().getFirst());
    assertEquals(columns.indexOf("device"), row.indexOf("cpu"), columns + "\n" + row);
    assertTrue(row.contains(" 1,000 "), row);
  }

  @Test
  void markdownHasMarksAndRows() {
    String text = ReportFormat.MARKDOWN.write(report);
    assertTrue(
        text.contains("| hash | &gt;= 10 x | 12.34 x | pass | cuda:0 | so |".replace("&gt;", ">")),
        text);
    assertTrue(text.contains("| sha256 | JDK, one core | cpu | 1,000 |"), text);
    assertTrue(text.contains("|---|---|---|--:|"), text);
  }

  /** 99.999 % is not 100 %, also in print. */
  @Test
  void whatFailsDoesNotReadAsIfItPassed() {
    Mark mark = report.marks().get(1);
    assertEquals(Mark.Verdict.FAIL, mark.verdict());
    assertEquals("99.99 %", mark.figureText());
    assertEquals(Mark.Verdict.NOT_MEASURED, report.marks().get(2).verdict());
  }

  @Test
  void aDeviceThatOvertakesTheCpuHasACrossover() {
    List<Throughput> charts = Throughput.of(report.rows());
    assertEquals(1, charts.size());
    // 500 ns an item against 500 µs a batch: even at 1,000 items, met between 100 and 10,000.
    double size = charts.getFirst().crossover().orElseThrow();
    assertTrue(size > 900 && size < 1100, "crossover=" + size);
    assertTrue(charts.getFirst().svg().contains("crossover: "), charts.getFirst().svg());
  }

  @Test
  void aDeviceThatIsAlwaysFasterOrNeverHasNone() {
    Way cpu = Way.onCpu(Checks.none());
    Way gpu = Way.endToEnd("e", "cuda:0", Checks.none(), Way.Transfer.SHARED);
    List<ReportRow> slow =
        List.of(
            Reports.row(cpu, 10, 100, List.of()),
            Reports.row(gpu, 10, 1000, List.of()),
            Reports.row(cpu, 100, 1000, List.of()),
            Reports.row(gpu, 100, 2000, List.of()));
    assertEquals(OptionalDouble.empty(), Throughput.of(slow).getFirst().crossover());
    List<ReportRow> fast =
        List.of(Reports.row(cpu, 10, 100, List.of()), Reports.row(gpu, 10, 10, List.of()));
    assertEquals(OptionalDouble.empty(), Throughput.of(fast).getFirst().crossover());
  }

  @Test
  void thePageNeedsNothingButItself() {
    String html = ReportFormat.HTML.write(report);
    assertFalse(html.replace("http://www.w3.org/2000/svg", "").contains("://"), "an address");
    assertFalse(html.contains("<script>alert"), "a note became code");
    assertTrue(html.contains("default-src 'none'"), html);
    for (String part : new String[] {"crossover: ", "p99", "/ JDK, one core", "copy in"}) {
      assertTrue(html.contains(part), part);
    }
    String inside = html.substring(html.indexOf("id=\"report\">") + 12).replace("\\u003c", "<");
    assertEquals(
        report, ReportReader.read(inside.substring(0, inside.lastIndexOf("</script>\n<script>"))));
  }

  /** Names of libraries ran out of the picture on the left. */
  @Test
  void aLongNameIsShortenedAndAWorkWithoutALibraryHasABar() {
    Way library =
        Way.library("a library whose name is long (and its native part too, longer)", 1, "");
    Way device = Way.endToEnd("end to end", "cuda:0", Checks.again(0.02), Way.Transfer.SHARED);
    String svg =
        Bars.ratios(
            List.of(
                Reports.row(library, 10, 1000, List.of()), Reports.row(device, 10, 10, List.of())));
    assertTrue(svg.contains("…<"), svg);
    String proofs =
        Bars.ratios(
            List.of(
                Reports.row(Way.onCpu(Checks.again(0)), 10, 1000, List.of()),
                Reports.row(device, 10, 10, List.of())));
    assertTrue(proofs.contains("100 x"), proofs);
  }
}
