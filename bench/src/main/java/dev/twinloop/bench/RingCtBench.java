package dev.twinloop.bench;

import dev.twinloop.bench.report.Checks;
import dev.twinloop.bench.report.Way;
import dev.twinloop.bench.report.Way.Kind;
import dev.twinloop.bench.report.Way.Transfer;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskResult;
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
import dev.twinloop.task.Slice;
import dev.twinloop.workflow.Workflow;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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
  private static final int FEW = 64;
  private static final int SOME = 1000;
  private static final int BATCHES = 4;
  private static final int TRANSACTIONS = 10_000;
  private static final RangeArithmetic HOST = RangeArithmetic.onHost();

  /** Takes ring signatures for valid, so that the rest is measured. */
  private static final ClsagJudge NO_SIGNATURES =
      statements ->
          () ->
              new ArrayList<>(
                  java.util.Collections.nCopies(
                      statements.size(), dev.twinloop.ringct.clsag.Verdict.VALID));

  private final BenchSession session;
  private final BenchPlan plan;
  private final Figures figures;
  private final List<Integer> sizes;

  private RingCtBench(BenchSession session) {
    this.session = session;
    this.plan = session.plan();
    this.figures = session.figures();
    this.sizes = plan.sizesOr(List.of(64, 256), List.of(1000, 1 << 14, 1 << 17));
  }

  /** Measures. */
  static void run(BenchSession session) {
    session
        .figures()
        .note(
            "ringct data",
            "ring signatures (CLSAG): up to "
                + DISTINCT
                + " distinct ones, fixed seed, tiled to the size, all valid, 1,696 bytes an item;"
                + " transactions: two inputs with rings of 16, two outputs, type 6, all distinct"
                + " but for their range proof; blobs parsed before")
        .note(
            "ringct libraries",
            "no library for the JVM verifies CLSAG or Bulletproofs+; the baseline is our verifier"
                + " on the host, which is also the oracle");
    RingCtBench bench = new RingCtBench(session);
    bench.signatures();
    bench.transactions();
  }

  private void signatures() {
    figures.work("clsag, ring of 16");
    plan.progress().accept("ringct: signing");
    int largest = sizes.getLast();
    List<ClsagStatement> samples = samples(Math.min(DISTINCT, largest));
    plan.coreCounts().forEach(cores -> verifier(samples, cores));
    Contest contest = new Contest(session);
    try (Arena arena = Arena.ofShared()) {
      MemorySegment items = tiled(arena, samples, largest);
      Memory ordinary = Memory.ordinary(arena);
      contest.cpuLoop(workload(items, Math.min(CPU_ITEMS, largest)).in(ordinary));
      contest.cpuEndToEnd(workload(items, Math.min(HOST_ITEMS, largest)));
      contest.accelerators(sizes.stream().map(n -> workload(items, n)).toList());
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
    Way way = Way.library("our verifier on the host", threads, "all right");
    plan.progress().accept("clsag: " + way.name());
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
    figures.add(way, items, spread);
  }

  private static void require(boolean valid) {
    if (!valid) {
      throw new IllegalStateException("bench: a valid signature is refused");
    }
  }

  private static MemorySegment tiled(Arena arena, List<ClsagStatement> samples, int count) {
    ClsagItems packed = new ClsagItems(RING, samples.size());
    samples.forEach(packed::add);
    MemorySegment own =
        packed.verify().data().inPlace(RING, new Slice(0, samples.size())).orElseThrow();
    long bytes = own.byteSize() / samples.size();
    MemorySegment items = arena.allocate(bytes * count, 64);
    for (long i = 0; i < count; i++) {
      MemorySegment.copy(own, i % samples.size() * bytes, items, i * bytes, bytes);
    }
    return items;
  }

  private static Workload<ClsagVerdicts> workload(MemorySegment items, int count) {
    long bytes = 160L + 96L * RING;
    MemorySegment some = items.asSlice(0, bytes * count);
    return memory -> new ClsagBatch(RING, memory.holding(some), count);
  }

  private void transactions() {
    figures.work("ringct, 2 inputs, 2 outputs");
    boolean small = plan.quick() && plan.sizes().isEmpty();
    int count = small ? FEW : Math.min(TRANSACTIONS, sizes.getLast());
    plan.progress().accept("ringct: making " + count + " transactions");
    List<RingCtStatement> all = MadeTransactions.many(SEED, count);
    List<RingCtStatement> few = all.subList(0, Math.min(count, FEW));
    List<RingCtStatement> some = all.subList(0, Math.min(count, SOME));
    Way host = onHost("balance, range proofs, ring signatures, all cores");
    figures.baseline(
        host, few.size(), timed(() -> new RingCtBatch(few).verify(new KeyImages(SEED))));
    Way alone = onHost("balance and range proofs alone, all cores");
    figures.add(
        alone,
        some.size(),
        timed(() -> new RingCtBatch(some).verify(NO_SIGNATURES, HOST, new KeyImages(SEED))));
    for (HardwareCaps caps : session.accelerators()) {
      accelerated(all, caps.deviceId());
    }
  }

  private void accelerated(List<RingCtStatement> all, String id) {
    HybridScheduler scheduler = session.on(id);
    StepTimes steps = new StepTimes();
    Way one = onDevice("balance on the CPU, points of range proofs and ring signatures here", id);
    session.settle(() -> sideBySide(scheduler, all));
    Spread spread = timed(() -> verified(scheduler, all, steps), steps::clear);
    figures.add(one, all.size(), spread, steps.list());
    figures.note("ringct steps, " + id, "mean of each step, side by side: " + steps);
    Way several = onDevice("the same, " + BATCHES + " batches side by side", id);
    figures.add(
        several, (long) BATCHES * all.size(), timed(() -> sideBySide(scheduler, all), () -> {}));
    Way proofs = onDevice("balance on the CPU, points of range proofs here, no signatures", id);
    figures.add(proofs, all.size(), withoutSignatures(scheduler, all));
  }

  private static Way onHost(String name) {
    return new Way(
        name, "cpu", Checks.by("all right"), Kind.END_TO_END, Way.machineCores(), Transfer.NONE);
  }

  private static Way onDevice(String name, String id) {
    return Way.endToEnd(name, id, Checks.receiptsAnd("sampled"), Transfer.ORDINARY);
  }

  private static TaskHandle<List<RingCtVerdict>> begun(
      HybridScheduler scheduler, List<RingCtStatement> statements) {
    return scheduler.submit(new RingCtBatch(statements).workflow(new KeyImages(SEED)));
  }

  private static List<RingCtVerdict> verified(
      HybridScheduler scheduler, List<RingCtStatement> statements, StepTimes steps) {
    TaskResult<List<RingCtVerdict>> result = begun(scheduler, statements).await();
    steps.add(result.report());
    return result.value();
  }

  /** Each batch with key images of its own, so that all of its transactions are valid. */
  private static List<RingCtVerdict> sideBySide(
      HybridScheduler scheduler, List<RingCtStatement> statements) {
    List<TaskHandle<List<RingCtVerdict>>> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      batches.add(begun(scheduler, statements));
    }
    return batches.stream().flatMap(batch -> batch.await().value().stream()).toList();
  }

  /** A workflow of some of its steps. */
  private Spread withoutSignatures(HybridScheduler scheduler, List<RingCtStatement> statements) {
    Workflow<List<RingCtVerdict>> some =
        steps ->
            steps.onHost(
                "ringct",
                statements.size(),
                () ->
                    new RingCtBatch(statements)
                        .verify(NO_SIGNATURES, RangeArithmetic.on(steps), new KeyImages(SEED)));
    return timed(() -> scheduler.submit(some).await().value());
  }

  private Spread timed(Supplier<List<RingCtVerdict>> work) {
    return timed(work, () -> {});
  }

  private Spread timed(Supplier<List<RingCtVerdict>> work, Runnable warm) {
    return Spread.measure(
        plan.runs(),
        plan.warmUpNs(),
        Spread.wall(() -> work.get().forEach(verdict -> require(verdict.valid()))),
        warm);
  }
}
