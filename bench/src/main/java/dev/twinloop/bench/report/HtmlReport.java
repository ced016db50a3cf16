package dev.twinloop.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A report as one page of HTML: charts as SVG, tables that sort, and the JSON form inside. The page
 * asks for nothing from anywhere, and its policy forbids that it does.
 */
final class HtmlReport {
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

  private final StringBuilder html = new StringBuilder();

  private HtmlReport() {}

  static String write(Report report) {
    HtmlReport page = new HtmlReport();
    page.head(report);
    page.marks(report.marks());
    page.charts(report.rows());
    page.rows(report.rows());
    page.notes(report);
    page.end(report);
    return page.html.toString();
  }

  private void head(Report report) {
    Report.Made made = report.made();
    String title =
        made.options().stream()
            .takeWhile(word -> !word.startsWith("-"))
            .collect(Collectors.joining(" "));
    html.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="%s">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>Twinloop: %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>%s</h1>
        """
            .formatted(POLICY, text(title), resource("report.css"), text(title)));
    Table notes = new Table("none");
    ReportTable.environment(report, notes);
    list(notes);
  }

  private void list(Table notes) {
    html.append("<dl>\n");
    notes
        .notes()
        .forEach(
            (name, note) ->
                html.append("<dt>" + text(name) + "</dt><dd>" + text(note.toString()) + "</dd>\n"));
    html.append("</dl>\n");
  }

  private void marks(List<Mark> marks) {
    if (marks.isEmpty()) {
      return;
    }
    html.append("<h2>Marks</h2>\n<div class=\"wide\"><table id=\"marks\"><thead><tr>");
    ReportTable.markColumns().forEach(name -> html.append("<th>" + text(name) + "</th>"));
    html.append("</tr></thead><tbody>\n");
    for (Mark mark : marks) {
      String style =
          switch (mark.verdict()) {
            case PASS -> "pass";
            case FAIL -> "fail";
            case NOT_MEASURED -> "not";
          };
      html.append("<tr>");
      cell("", mark.name());
      cell("", mark.markText());
      cell("n", mark.figureText());
      cell(style, mark.verdict().text());
      cell("", mark.device());
      cell("how", mark.how());
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
  }

  private void charts(List<ReportRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    chart("How many times as fast", Bars.ratios(rows));
    html.append("<h2>Throughput over the size of a batch</h2>\n");
    Throughput.of(rows).forEach(chart -> html.append(chart.svg()));
    chart("Latency", Bars.latencies(rows));
    chart("Stages", Bars.stages(rows));
  }

  private void chart(String title, String svg) {
    if (!svg.isEmpty()) {
      html.append("<h2>" + title + "</h2>\n" + svg);
    }
  }

  private void rows(List<ReportRow> rows) {
    html.append(
        "<h2>Rows</h2>\n<p><label>Only rows with <input id=\"filter\"></label></p>\n"
            + "<div class=\"wide\"><table id=\"rows\"><thead><tr>");
    ReportTable.columns().forEach(name -> html.append("<th>" + text(name) + "</th>"));
    html.append("</tr></thead><tbody>\n");
    for (ReportRow row : rows) {
      html.append("<tr>");
      for (Object cell : ReportTable.cells(row)) {
        if (cell instanceof Number number) {
          html.append(
              String.format(
                  Locale.ROOT,
                  "<td class=\"n\" data-v=\"%s\">%s</td>",
                  number,
                  TextTable.cell(cell)));
        } else {
          cell("", cell.toString());
        }
      }
      html.append("</tr>\n");
    }
    html.append("</tbody></table></div>\n");
  }

  private void cell(String style, String content) {
    html.append(style.isEmpty() ? "<td>" : "<td class=\"" + style + "\">")
        .append(text(content))
        .append("</td>");
  }

  private void notes(Report report) {
    if (report.notes().isEmpty()) {
      return;
    }
    html.append("<h2>What the figures mean</h2>\n");
    Table notes = new Table("none");
    report.notes().forEach(notes::note);
    list(notes);
  }

  private void end(Report report) {
    String json = ReportFormat.JSON.write(report).replace("<", "\\u003c"); // ends no element
    html.append("<script type=\"application/json\" id=\"report\">\n" + json + "</script>\n");
    html.append("<script>\n" + resource("report.js") + "</script>\n</body>\n</html>\n");
  }

  private static String text(String text) {
    return Svg.escaped(text);
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not beside " + HtmlReport.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
