package dev.twinloop.bench;

import dev.twinloop.bench.Figures.Way;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** SHA-256 of many 64-byte messages: the JDK, the loop on the CPU, and accelerators. */
final class HashBench {
  private static final int MESSAGE = 64;
  private static final int DIGEST = 32;
  private static final int JDK_MESSAGES = 1 << 20;
  private static final int CPU_LOOP_MESSAGES = 1 << 20;

  private HashBench() {}

  /** Measures. */
  static void run(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
    figures.work("sha256, 64-byte messages");
    List<Integer> sizes = plan.sizesOr(List.of(1 << 18), List.of(1 << 20, 1 << 24));
    int most = sizes.getLast();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment messages = TestData.random(arena, (long) most * MESSAGE);
      jdk(plan, figures, messages.asSlice(0, (long) Math.min(most, JDK_MESSAGES) * MESSAGE));
      Contest contest = new Contest(plan, figures);
      int looped = Math.min(most, CPU_LOOP_MESSAGES);
      contest.cpuLoop(workload(messages, looped).in(Memory.ordinary(arena)));
      List<Workload<Digests>> workloads = sizes.stream().map(n -> workload(messages, n)).toList();
      workloads.forEach(contest::cpuEndToEnd);
      contest.accelerators(workloads, accelerators);
    }
  }

  private static Workload<Digests> workload(MemorySegment messages, int items) {
    return memory ->
        Sha256Batch.fixed(memory.holding(messages), MESSAGE, MESSAGE, items)
            .into(memory.room((long) items * DIGEST));
  }

  private static void jdk(BenchPlan plan, Figures figures, MemorySegment messages) {
    byte[] data = JdkSha256.copy(messages);
    int items = data.length / MESSAGE;
    byte[] digests = new byte[items * DIGEST];
    plan.progress().accept("sha256: JDK");
    figures.baseline(
        new Way("JDK, one core", "cpu", "-"),
        items,
        Spread.measure(
            plan.runs(),
            plan.warmUpNs(),
            Spread.wall(() -> JdkSha256.hash(data, MESSAGE, digests, 1))));
    int cores = Runtime.getRuntime().availableProcessors();
    figures.add(
        new Way("JDK, all cores", "cpu", "-"),
        items,
        Spread.measure(
            plan.runs(),
            plan.warmUpNs(),
            Spread.wall(() -> JdkSha256.hash(data, MESSAGE, digests, cores))));
  }
}
