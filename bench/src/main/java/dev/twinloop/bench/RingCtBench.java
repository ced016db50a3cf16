package dev.twinloop.bench;

import dev.twinloop.bench.Figures.Way;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.policy.Strategy;
import dev.twinloop.ringct.KeyImages;
import dev.twinloop.ringct.RingCtBatch;
import dev.twinloop.ringct.RingCtStatement;
import dev.twinloop.ringct.RingCtVerdict;
import dev.twinloop.ringct.bpp.RangeArithmetic;
import dev.twinloop.ringct.clsag.ClsagBatch;
import dev.twinloop.ringct.clsag.ClsagItems;
import dev.twinloop.ringct.clsag.ClsagJudge;
import dev.twinloop.ringct.clsag.ClsagStatement;
import dev.twinloop.ringct.clsag.ClsagVerdicts;
import dev.twinloop.ringct.clsag.ClsagVerifier;
import dev.twinloop.scheduler.HybridScheduler;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Ring signatures over rings of 16, then whole transactions with two of them: our verifier on the
 * host, the loop on the CPU, accelerators.
 */
final class RingCtBench {
  private static final long SEED = 20_26_11_29;
  private static final int RING = 16;
  private static final int DISTINCT = 1024;
  private static final int HOST_ITEMS = 64;
  private static final int CPU_ITEMS = 64;
  private static final int QUICK_TRANSACTIONS = 64;
  private static final int TRANSACTIONS = 10_000;
  private static final RangeArithmetic HOST = RangeArithmetic.onHost();

  /** Takes ring signatures for valid, so that the rest is measured. */
  private static final ClsagJudge NO_SIGNATURES =
      statements ->
          new ArrayList<>(
              java.util.Collections.nCopies(
                  statements.size(), dev.twinloop.ringct.clsag.Verdict.VALID));

  private final BenchPlan plan;
  private final Figures figures;
  private final List<Integer> sizes;

  private RingCtBench(BenchPlan plan, Figures figures) {
    this.plan = plan;
    this.figures = figures;
    this.sizes = plan.sizesOr(List.of(64, 256), List.of(1000, 1 << 14, 1 << 17));
  }

  /** Measures. */
  static void run(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
    figures
        .table()
        .note(
            "ringct data",
            "ring signatures (CLSAG): up to "
                + DISTINCT
                + " distinct ones, fixed seed, tiled to the size, all valid, 1,696 bytes an item;"
                + " transactions: two inputs with rings of 16, two outputs, type 6, all distinct but"
                + " for their range proof; blobs parsed before")
        .note(
            "ringct libraries",
            "no library for the JVM verifies CLSAG or Bulletproofs+; the baseline is our verifier on"
                + " the host, which is also the oracle");
    RingCtBench bench = new RingCtBench(plan, figures);
    bench.signatures(accelerators);
    bench.transactions(accelerators);
  }

  private void signatures(List<HardwareCaps> accelerators) {
    figures.work("clsag, ring of 16");
    plan.progress().accept("ringct: signing");
    int largest = sizes.getLast();
    List<ClsagStatement> samples = samples(Math.min(DISTINCT, largest));
    verifier(samples, 1);
    verifier(samples, Runtime.getRuntime().availableProcessors());
    Contest contest = new Contest(plan, figures);
    try (Arena arena = Arena.ofShared()) {
      MemorySegment items = tiled(arena, samples, largest);
      Memory ordinary = Memory.ordinary(arena);
      contest.cpuLoop(workload(items, Math.min(CPU_ITEMS, largest)).in(ordinary));
      contest.cpuEndToEnd(workload(items, Math.min(HOST_ITEMS, largest)));
      contest.accelerators(sizes.stream().map(n -> workload(items, n)).toList(), accelerators);
    }
  }

  private static List<ClsagStatement> samples(int count) {
    ClsagStatement[] made = new ClsagStatement[count];
    Parts.run(
        Runtime.getRuntime().availableProcessors(),
        count,
        (from, to) -> {
          RingSigner signer = new RingSigner(SEED + from);
          for (int i = from; i < to; i++) {
            made[i] = signer.sign(RING);
          }
        });
    return List.of(made);
  }

  private void verifier(List<ClsagStatement> samples, int threads) {
    String way = "our verifier on the host, " + (threads == 1 ? "one core" : "all cores");
    plan.progress().accept("clsag: " + way);
    int items = HOST_ITEMS * threads;
    Spread spread =
        Spread.measure(
            plan.runs(),
            plan.warmUpNs(),
            Spread.wall(
                () ->
                    Parts.run(
                        threads,
                        items,
                        (from, to) -> {
                          for (int i = from; i < to; i++) {
                            require(ClsagVerifier.verify(samples.get(i % samples.size())).valid());
                          }
                        })));
    Way row = new Way(way, "cpu", "all right");
    if (threads == 1) {
      figures.baseline(row, items, spread);
    } else {
      figures.add(row, items, spread);
    }
  }

  private static void require(boolean valid) {
    if (!valid) {
      throw new IllegalStateException("bench: a valid signature is refused");
    }
  }

  private static MemorySegment tiled(Arena arena, List<ClsagStatement> samples, int count) {
    ClsagItems packed = new ClsagItems(RING, samples.size());
    samples.forEach(packed::add);
    ClsagBatch batch = packed.verify();
    long bytes = batch.data().byteSize() / samples.size();
    MemorySegment items = arena.allocate(bytes * count, 64);
    for (long i = 0; i < count; i++) {
      MemorySegment.copy(batch.data(), i % samples.size() * bytes, items, i * bytes, bytes);
    }
    return items;
  }

  private static Workload<ClsagVerdicts> workload(MemorySegment items, int count) {
    long bytes = 160L + 96L * RING;
    MemorySegment some = items.asSlice(0, bytes * count);
    return memory -> new ClsagBatch(RING, memory.holding(some), count);
  }

  private void transactions(List<HardwareCaps> accelerators) {
    figures.work("ringct, 2 inputs, 2 outputs");
    boolean small = plan.quick() && plan.sizes().isEmpty();
    int count = small ? QUICK_TRANSACTIONS : Math.min(TRANSACTIONS, sizes.getLast());
    plan.progress().accept("ringct: making " + count + " transactions");
    List<RingCtStatement> all = MadeTransactions.many(SEED, count);
    List<RingCtStatement> few = all.subList(0, Math.min(count, QUICK_TRANSACTIONS));
    Way host = new Way("balance, range proofs, ring signatures, all cores", "cpu", "all right");
    figures.baseline(host, few.size(), batch(few, ClsagJudge.onHost(), HOST));
    Way alone = new Way("balance and range proofs alone, all cores", "cpu", "all right");
    figures.add(alone, count, batch(all, NO_SIGNATURES, HOST));
    for (HardwareCaps caps : accelerators) {
      String id = caps.deviceId();
      try (HybridScheduler scheduler =
          HybridScheduler.open(plan.config().withStrategy(Strategy.GPU_ONLY).withDevice(id))) {
        Way way =
            new Way(
                "balance and range proofs on the CPU, ring signatures here",
                id,
                "receipts, sampled");
        figures.add(way, count, batch(all, ClsagJudge.on(scheduler), HOST));
        RangeArithmetic points = RangeArithmetic.on(scheduler);
        Way both =
            new Way(
                "balance on the CPU, points of range proofs and ring signatures here",
                id,
                "receipts, sampled");
        figures.add(both, count, batch(all, ClsagJudge.on(scheduler), points));
        Way proofs =
            new Way(
                "balance on the CPU, points of range proofs here, no signatures",
                id,
                "receipts, sampled");
        figures.add(proofs, count, batch(all, NO_SIGNATURES, points));
      }
    }
  }

  private Spread batch(List<RingCtStatement> statements, ClsagJudge judge, RangeArithmetic points) {
    return Spread.measure(
        plan.runs(),
        plan.warmUpNs(),
        Spread.wall(
            () -> {
              List<RingCtVerdict> verdicts =
                  new RingCtBatch(statements).verify(judge, points, new KeyImages(SEED));
              verdicts.forEach(verdict -> require(verdict.valid()));
            }));
  }
}
