package dev.twinloop.bench;

import dev.twinloop.bench.Figures.Way;
import java.util.List;

/**
 * The rows of libraries that verify one signature after the other: each on one core and on all.
 *
 * @param <S> what libraries are given of a signature
 */
record LibraryRows<S>(BenchPlan plan, Figures figures, String work, List<S> samples) {
  private static final int ITEMS = 1000;

  /** Measures those that run here; the first, on one core, is the baseline. */
  void measure(List<Library<S>> libraries, int most) {
    int cores = Runtime.getRuntime().availableProcessors();
    int items = Math.min(ITEMS, most);
    Library<S> first = libraries.getFirst();
    figures.baseline(row(first, 1), items, spread(first, items, 1));
    figures.add(row(first, cores), items, spread(first, items, cores));
    for (Library<S> library : libraries.subList(1, libraries.size())) {
      String problem = library.problem(samples.getFirst());
      if (problem.isEmpty()) {
        figures.add(row(library, 1), items, spread(library, items, 1));
        figures.add(row(library, cores), items, spread(library, items, cores));
      } else {
        figures.table().note(library.name() + ", " + work, "not measured: " + problem);
      }
    }
  }

  private static Way row(Library<?> library, int threads) {
    return new Way(
        library.name() + (threads == 1 ? ", one core" : ", all cores"), "cpu", "all right");
  }

  private Spread spread(Library<S> library, int items, int threads) {
    plan.progress().accept(work + ": " + row(library, threads).name());
    return Spread.measure(
        plan.runs(), plan.warmUpNs(), Spread.wall(() -> library.verify(samples, items, threads)));
  }
}
