package dev.twinloop.bench;

import dev.twinloop.bench.Figures.Way;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.merkle.MerkleTree;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Root of a SHA-256 Merkle tree over 32-byte leaves. */
final class MerkleBench {
  private static final int LEAF = 32;
  private static final int MAX_JDK_LEAVES = 1 << 22;

  private MerkleBench() {}

  /** Measures. */
  static void run(BenchPlan plan, List<HardwareCaps> accelerators, Figures figures) {
    figures.work("merkle root, 32-byte leaves");
    for (int items : plan.sizesOr(List.of(1 << 16), List.of(1 << 16, 1 << 20))) {
      try (Arena arena = Arena.ofShared()) {
        MemorySegment leaves = TestData.random(arena, (long) items * LEAF);
        jdk(plan, figures, leaves.asSlice(0, (long) Math.min(items, MAX_JDK_LEAVES) * LEAF));
        Contest contest = new Contest(plan, figures);
        Workload<MerkleTree> workload =
            memory -> MerkleBuild.of(MerkleScheme.SHA256, memory.holding(leaves), LEAF);
        contest.cpuLoop(workload.in(Memory.ordinary(arena)));
        contest.cpuEndToEnd(workload);
        contest.accelerators(workload, accelerators);
      }
    }
  }

  private static void jdk(BenchPlan plan, Figures figures, MemorySegment leaves) {
    byte[] data = JdkSha256.copy(leaves);
    int items = data.length / LEAF;
    plan.progress().accept("merkle: JDK");
    figures.baseline(
        new Way("JDK, one core", "cpu", "-"),
        items,
        Spread.measure(
            plan.runs(), plan.warmUpNs(), Spread.wall(() -> JdkSha256.merkleRoot(data, 1))));
    int cores = Runtime.getRuntime().availableProcessors();
    figures.add(
        new Way("JDK, all cores", "cpu", "-"),
        items,
        Spread.measure(
            plan.runs(), plan.warmUpNs(), Spread.wall(() -> JdkSha256.merkleRoot(data, cores))));
  }
}
