package dev.twinloop.bench.accept;

import dev.twinloop.bench.Figures;
import dev.twinloop.bench.report.Mark;
import dev.twinloop.bench.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;

/** The marks that are known, and the report that they make. One thread at a time. */
final class MarksSoFar {
  /** The note of a report that is not whole. */
  static final String NOTE = "not whole";

  private final Report head;
  private final Figures figures;
  private final int expected;
  private final Acceptance.Listener listener;
  private final List<Mark> marks = new ArrayList<>();

  /**
   * No marks.
   *
   * @param head when, by what and on what they are measured
   * @param figures where the rows come from
   * @param expected how many marks there will be
   */
  MarksSoFar(Report head, Figures figures, int expected, Acceptance.Listener listener) {
    this.head = head;
    this.figures = figures;
    this.expected = expected;
    this.listener = listener;
  }

  /** Tells of a mark. */
  void add(Mark mark) {
    marks.add(mark);
    listener.mark(mark, report());
  }

  /** The report; a note says so while marks are wanting. */
  Report report() {
    SequencedMap<String, String> notes = figures.notes();
    if (marks.size() < expected) {
      notes.put(
          NOTE,
          "written after %d of %d marks; the others had no figure yet"
              .formatted(marks.size(), expected));
    }
    return new Report(head.made(), head.devices(), notes, figures.rows(), marks);
  }
}
