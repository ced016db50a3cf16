package dev.twinloop.bench;

import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.ecdsa.EcdsaRecover;
import dev.twinloop.kernel.ecdsa.RecoveredKeys;
import dev.twinloop.kernel.ecdsa.Verdicts;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.task.Task;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * ECDSA verification and key recovery: libraries one signature at a time, the loop on the CPU,
 * accelerators.
 *
 * @param <R> what the work yields
 */
final class EcdsaBench<R> {
  private static final int DISTINCT = 2048;
  private static final int CPU_ITEMS = 1 << 12;

  private final BenchSession session;
  private final BenchPlan plan;
  private final Kind<R> kind;
  private final List<Integer> sizes;
  private final int largest;
  private final List<Signed> samples;

  /**
   * What is done with signatures.
   *
   * @param name of the rows
   * @param libraries the first is the baseline
   * @param itemBytes of an item
   * @param layOut writes an item
   * @param task of the first items of a segment
   */
  private record Kind<R>(
      String name,
      List<Library<Signed>> libraries,
      int itemBytes,
      BiConsumer<Signed, MemorySegment> layOut,
      BiFunction<MemorySegment, Integer, Task<R>> task) {
    static Kind<Verdicts> verify(Group curve) {
      return new Kind<>(
          "ecdsa verify, " + curve.name(),
          Library.of(curve),
          EcdsaBatch.ITEM_BYTES,
          Signed::layOut,
          (items, count) -> EcdsaBatch.packed(curve, items, count, false));
    }

    static Kind<RecoveredKeys> recover() {
      return new Kind<>(
          "ecdsa recover, secp256k1",
          Recovering.libraries(),
          EcdsaRecover.ITEM_BYTES,
          Signed::layOutForRecovery,
          (items, count) -> EcdsaRecover.packed(items, count));
    }
  }

  private EcdsaBench(BenchSession session, Kind<R> kind, List<Signed> samples) {
    this.session = session;
    this.plan = session.plan();
    this.kind = kind;
    this.samples = samples;
    this.sizes = sizes(plan);
    this.largest = sizes.getLast();
  }

  private static List<Integer> sizes(BenchPlan plan) {
    return plan.sizesOr(List.of(1000, 1 << 12), List.of(1000, 1 << 16, 1 << 20));
  }

  /** Measures. */
  static void run(BenchSession session) {
    BenchPlan plan = session.plan();
    describe(session.figures());
    int distinct = Math.min(DISTINCT, sizes(plan).getLast());
    for (Group curve : plan.curves()) {
      plan.progress().accept("ecdsa: signing");
      List<Signed> samples = Signed.samples(curve, distinct);
      new EcdsaBench<>(session, Kind.verify(curve), samples).measure();
      if (curve == Groups.SECP256K1 && plan.depth().every()) {
        samples.forEach(Signed::withRecoveryId);
        new EcdsaBench<>(session, Kind.recover(), samples).measure();
      }
    }
  }

  private void measure() {
    session.figures().work(kind.name());
    new LibraryRows<>(session, kind.name(), samples).measure(kind.libraries(), largest);
    loops();
  }

  private static void describe(Figures figures) {
    figures
        .note(
            "ecdsa data",
            "up to "
                + DISTINCT
                + " distinct keys, hashes and signatures (Bouncy Castle, RFC 6979, low s, fixed"
                + " seed), tiled to the size; all valid; hashes given, not messages; keys"
                + " uncompressed; for our loops 160 bytes an item (recovery: 128), r and s as"
                + " numbers")
        .note(
            "ecdsa libraries",
            "one signature after the other, the key decoded and checked afresh each time; Bouncy"
                + " Castle: lightweight API, custom curves; secp256k1-kmp: 65-byte keys and 64-byte"
                + " signatures; JCA providers: X.509 keys and DER signatures. Recovery: without"
                + " addresses, which our loops compute too");
  }

  private void loops() {
    Contest contest = new Contest(session);
    Stream<Integer> onCpu = sizes.stream().map(n -> Math.min(n, CPU_ITEMS)).distinct();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment items = items(arena, largest);
      Memory ordinary = Memory.ordinary(arena);
      contest.cpuLoop(workload(items, Math.min(CPU_ITEMS, largest)).in(ordinary));
      onCpu.forEach(n -> contest.cpuEndToEnd(workload(items, n)));
      contest.accelerators(sizes.stream().map(n -> workload(items, n)).toList());
    }
  }

  private Workload<R> workload(MemorySegment items, int count) {
    MemorySegment some = items.asSlice(0, (long) count * kind.itemBytes());
    return memory -> kind.task().apply(memory.holding(some), count);
  }

  private MemorySegment items(Arena arena, int count) {
    MemorySegment items = arena.allocate((long) count * kind.itemBytes(), 64);
    for (int i = 0; i < count; i++) {
      Signed signed = samples.get(i % samples.size());
      kind.layOut().accept(signed, items.asSlice((long) i * kind.itemBytes(), kind.itemBytes()));
    }
    return items;
  }
}
