package dev.twinloop.bench.report;

/** How a report is written as a whole. */
public enum ReportFormat {
  /** Aligned columns for people: the rows, or the marks of an acceptance run. */
  TEXT {
    @Override
    public String write(Report report) {
      return TableFormat.TEXT.write(table(report));
    }
  },
  /** Everything: see {@code docs/bench.md}. */
  JSON {
    @Override
    public String write(Report report) {
      return ReportJson.write(report);
    }
  },
  /** RFC 4180: the rows, or the marks of an acceptance run. */
  CSV {
    @Override
    public String write(Report report) {
      return TableFormat.CSV.write(table(report));
    }
  },
  /** Marks, if there are any, and rows, as GitHub reads them. */
  MARKDOWN {
    @Override
    public String write(Report report) {
      String marks =
          report.marks().isEmpty()
              ? ""
              : TableFormat.MARKDOWN.write(ReportTable.marks(report)) + "\n";
      return marks + TableFormat.MARKDOWN.write(ReportTable.of(report));
    }
  },
  /** One page with charts, which needs nothing but itself. */
  HTML {
    @Override
    public String write(Report report) {
      return HtmlReport.write(report);
    }
  };

  /** The report as text, with its last line end. */
  public abstract String write(Report report);

  private static Table table(Report report) {
    return report.marks().isEmpty() ? ReportTable.of(report) : ReportTable.marks(report);
  }
}
