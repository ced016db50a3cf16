package dev.twinloop.bench;

import dev.twinloop.bench.Figures.Way;
import dev.twinloop.bench.report.Table;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.kernel.curve.Curve;
import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.ecdsa.Verdicts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** ECDSA verification: libraries one signature at a time, the loop on the CPU, accelerators. */
final class EcdsaBench {
  private static final int DISTINCT = 2048;
  private static final int LIBRARY_ITEMS = 1000;
  private static final int CPU_ITEMS = 1 << 12;

  private final BenchPlan plan;
  private final Figures figures;
  private final Curve curve;
  private final List<Integer> sizes;
  private final int largest;
  private final List<Signed> samples;

  private EcdsaBench(BenchPlan plan, Figures figures, Curve curve) {
    this.plan = plan;
    this.figures = figures;
    this.curve = curve;
    this.sizes = plan.sizesOr(List.of(1000, 1 << 12), List.of(1000, 1 << 16, 1 << 20));
    this.largest = Collections.max(sizes);
    plan.progress().accept("ecdsa: signing");
    this.samples = Signed.samples(curve, Math.min(DISTINCT, largest));
  }

  /** Measures. */
  static void run(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
    describe(figures.table());
    for (Curve curve : plan.curves()) {
      figures.work("ecdsa verify, " + curve.name().toLowerCase(Locale.ROOT));
      EcdsaBench bench = new EcdsaBench(plan, figures, curve);
      bench.libraries();
      bench.loops(accelerators);
    }
  }

  private static void describe(Table table) {
    table
        .note(
            "ecdsa data",
            "up to "
                + DISTINCT
                + " distinct keys, hashes and signatures (Bouncy Castle, RFC 6979, low s, fixed"
                + " seed), tiled to the size; all valid; hashes given, not messages; keys"
                + " uncompressed; for our loops 160 bytes an item, r and s as numbers")
        .note(
            "ecdsa libraries",
            "one signature after the other, the key decoded and checked afresh each time; Bouncy"
                + " Castle: lightweight API, custom curves; secp256k1-kmp: 65-byte keys and 64-byte"
                + " signatures; JCA providers: X.509 keys and DER signatures");
  }

  private void libraries() {
    int cores = Runtime.getRuntime().availableProcessors();
    List<Library> all = Library.of(curve);
    library(all.getFirst(), 1, true);
    library(all.getFirst(), cores, false);
    for (Library library : all.subList(1, all.size())) {
      String problem = library.problem(samples.getFirst());
      if (problem.isEmpty()) {
        library(library, 1, false);
        library(library, cores, false);
      } else {
        figures.table().note(library.name() + ", " + curve, "not measured: " + problem);
      }
    }
  }

  private void library(Library library, int threads, boolean baseline) {
    String way = library.name() + (threads == 1 ? ", one core" : ", all cores");
    plan.progress().accept("ecdsa: " + way);
    int items = Math.min(LIBRARY_ITEMS, largest);
    Spread spread =
        Spread.measure(
            plan.runs(),
            plan.warmUpNs(),
            Spread.wall(() -> library.verify(samples, items, threads)));
    Way row = new Way(way, "cpu", "all valid");
    if (baseline) {
      figures.baseline(row, items, spread);
    } else {
      figures.add(row, items, spread);
    }
  }

  private void loops(List<HardwareCaps> accelerators) {
    Contest contest = new Contest(plan, figures);
    Stream<Integer> onCpu = sizes.stream().map(n -> Math.min(n, CPU_ITEMS)).distinct();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment items = items(arena, largest);
      Memory ordinary = Memory.ordinary(arena);
      contest.cpuLoop(workload(items, Math.min(CPU_ITEMS, largest)).in(ordinary));
      onCpu.forEach(n -> contest.cpuEndToEnd(workload(items, n)));
      for (int n : sizes) {
        contest.accelerators(workload(items, n), accelerators);
      }
    }
  }

  private Workload<Verdicts> workload(MemorySegment items, int count) {
    MemorySegment some = items.asSlice(0, (long) count * EcdsaBatch.ITEM_BYTES);
    return memory -> EcdsaBatch.packed(curve, memory.holding(some), count, false);
  }

  private MemorySegment items(Arena arena, int count) {
    MemorySegment items = arena.allocate((long) count * EcdsaBatch.ITEM_BYTES, 64);
    for (int i = 0; i < count; i++) {
      samples
          .get(i % samples.size())
          .layOut(items.asSlice((long) i * EcdsaBatch.ITEM_BYTES, EcdsaBatch.ITEM_BYTES));
    }
    return items;
  }
}
