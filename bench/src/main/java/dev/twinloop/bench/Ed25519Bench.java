package dev.twinloop.bench;

import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.eddsa.Ed25519Batch;
import dev.twinloop.kernel.eddsa.Rule;
import dev.twinloop.kernel.eddsa.Verdicts;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.Stream;

/**
 * Ed25519 verification under each rule: libraries one signature at a time, our loop and host points
 * on the CPU, accelerators.
 */
final class Ed25519Bench {
  private static final int DISTINCT = 2048;
  private static final int CPU_ITEMS = 1 << 12;
  private static final List<Rule> RULES = List.of(Rule.RFC8032, Rule.STRICT, Rule.ZIP215);

  private final BenchSession session;
  private final List<Integer> sizes;
  private final List<SignedMessage> samples;

  private Ed25519Bench(BenchSession session) {
    this.session = session;
    BenchPlan plan = session.plan();
    this.sizes = plan.sizesOr(List.of(1000, 1 << 12), List.of(1000, 1 << 17, 1 << 20));
    this.samples = SignedMessage.samples(Math.min(DISTINCT, sizes.getLast()));
  }

  /** Measures. */
  static void run(BenchSession session) {
    describe(session.figures());
    session.plan().progress().accept("ed25519: signing");
    Ed25519Bench bench = new Ed25519Bench(session);
    boolean every = session.plan().depth().every();
    for (Rule rule : every ? RULES : RULES.subList(0, 1)) {
      bench.measure(rule);
    }
  }

  private static void describe(Figures figures) {
    figures
        .note(
            "ed25519 data",
            "up to "
                + DISTINCT
                + " distinct keys and signatures of messages of "
                + SignedMessage.LENGTH
                + " bytes (fixed seed), tiled to the size; all valid; for our loops 96 bytes an"
                + " item and the message")
        .note(
            "ed25519 libraries",
            "one signature after the other, the key decoded afresh each time; each by its own rule,"
                + " which is neither strict nor zip215: Bouncy Castle's has a cofactor and refuses"
                + " keys of small order; the JDK's and Corretto's are rfc8032");
  }

  private void measure(Rule rule) {
    String name = "ed25519 verify, " + rule;
    session.figures().work(name);
    List<Library<SignedMessage>> libraries = SignedMessage.libraries();
    boolean all = rule.equals(Rule.RFC8032);
    new LibraryRows<>(session, name, samples)
        .measure(all ? libraries : libraries.subList(0, 1), sizes.getLast());
    Contest contest = new Contest(session);
    Stream<Integer> onCpu = sizes.stream().map(n -> Math.min(n, CPU_ITEMS)).distinct();
    int largest = sizes.getLast();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment items = arena.allocate((long) largest * Ed25519Batch.ITEM_BYTES, 64);
      MemorySegment messages = arena.allocate((long) largest * SignedMessage.LENGTH, 64);
      for (int i = 0; i < largest; i++) {
        samples.get(i % samples.size()).layOut(items, messages, i);
      }
      Batches batches = new Batches(rule, items, messages);
      Memory ordinary = Memory.ordinary(arena);
      contest.cpuLoop(batches.of(Math.min(CPU_ITEMS, largest)).in(ordinary));
      onCpu.forEach(n -> contest.cpuEndToEnd(batches.of(n)));
      contest.accelerators(sizes.stream().map(batches::of).toList());
    }
  }

  /** Tasks of the first items. */
  private record Batches(Rule rule, MemorySegment items, MemorySegment messages) {
    Workload<Verdicts> of(int count) {
      MemorySegment some = items.asSlice(0, (long) count * Ed25519Batch.ITEM_BYTES);
      MemorySegment text = messages.asSlice(0, (long) count * SignedMessage.LENGTH);
      return memory ->
          Ed25519Batch.packed(
              memory.holding(some),
              new Records.Fixed(
                  memory.holding(text), SignedMessage.LENGTH, SignedMessage.LENGTH, count),
              rule);
    }
  }
}
