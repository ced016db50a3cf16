package dev.twinloop.bench;

import dev.twinloop.bench.report.Way;
import java.util.List;

/**
 * The rows of libraries that verify one signature after the other: each on one core and on all.
 *
 * @param <S> what libraries are given of a signature
 */
record LibraryRows<S>(BenchSession session, String work, List<S> samples) {
  private static final int ITEMS = 1000;

  /** Measures those that run here; the first, on one core, is the baseline. */
  void measure(List<Library<S>> libraries, int most) {
    for (Library<S> library : libraries) {
      String problem = library.problem(samples.getFirst());
      if (problem.isEmpty()) {
        session.plan().coreCounts().forEach(cores -> row(library, Math.min(ITEMS, most), cores));
      } else {
        session.figures().note(library.name() + ", " + work, "not measured: " + problem);
      }
    }
  }

  private void row(Library<S> library, int items, int cores) {
    Way way = Way.library(library.name(), cores, "all right");
    session.plan().progress().accept(work + ": " + way.name());
    Spread spread = Spread.measure(session.plan(), () -> library.verify(samples, items, cores));
    session.figures().add(way, items, spread);
  }
}
