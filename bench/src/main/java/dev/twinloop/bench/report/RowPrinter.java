package dev.twinloop.bench.report;

import java.util.List;
import java.util.Locale;

/** Prints rows as they come: what they hold for first, then one line a row. */
public enum RowPrinter {
  /** Columns of fixed widths, since nobody knows the rows to come. */
  TEXT {
    @Override
    public String head(Report soFar) {
      return notes(soFar) + line(ReportTable.columns(), WIDTHS);
    }

    @Override
    public String row(ReportRow row) {
      return line(ReportTable.cells(row).stream().map(TextTable::cell).toList(), WIDTHS);
    }

    @Override
    public String markHead(Report soFar) {
      return notes(soFar) + line(ReportTable.markColumns(), MARK_WIDTHS);
    }

    @Override
    public String mark(Mark mark) {
      return line(ReportTable.cells(mark), MARK_WIDTHS);
    }

    private static String notes(Report soFar) {
      Table notes = new Table("none");
      ReportTable.head(soFar, notes);
      StringBuilder text = new StringBuilder();
      notes.notes().forEach((name, note) -> text.append(TextTable.note(name, note)));
      return text.toString();
    }

    private static String line(List<String> cells, int[] widths) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < cells.size(); i++) {
        int width = widths[i];
        String format = width < 0 ? "%-" + -width + "s  " : "%" + width + "s  ";
        line.append(String.format(Locale.ROOT, format, cells.get(i)));
      }
      return line.toString().stripTrailing() + "\n";
    }
  },
  /** RFC 4180, without what they hold for. */
  CSV {
    @Override
    public String head(Report soFar) {
      return TableFormat.csvLine(ReportTable.columns());
    }

    @Override
    public String row(ReportRow row) {
      return TableFormat.csvLine(ReportTable.cells(row));
    }

    @Override
    public String markHead(Report soFar) {
      return TableFormat.csvLine(ReportTable.markColumns());
    }

    @Override
    public String mark(Mark mark) {
      return TableFormat.csvLine(ReportTable.cells(mark));
    }
  };

  /** Below 0: to the left. */
  private static final int[] WIDTHS = {-27, -38, -10, 11, 9, 9, 9, 9, 15, 10, 5, -1};

  private static final int[] MARK_WIDTHS = {-23, -8, -9, -12, -10, -1};

  /** What stands above the rows. */
  public abstract String head(Report soFar);

  /** A row, with its line end. */
  public abstract String row(ReportRow row);

  /** What stands above the marks. */
  public abstract String markHead(Report soFar);

  /** A mark, with its line end. */
  public abstract String mark(Mark mark);
}
