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
    List<Integer> sizes = plan.sizesOr(List.of(1 << 16), List.of(1 << 16, 1 << 20));
    int most = sizes.getLast();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment leaves = TestData.random(arena, (long) most * LEAF);
      jdk(plan, figures, leaves.asSlice(0, (long) Math.min(most, MAX_JDK_LEAVES) * LEAF));
      Contest contest = new Contest(plan, figures);
      List<Workload<MerkleTree>> workloads = sizes.stream().map(n -> tree(leaves, n)).toList();
      contest.cpuLoop(workloads.getLast().in(Memory.ordinary(arena)));
      workloads.forEach(contest::cpuEndToEnd);
      contest.accelerators(workloads, accelerators);
    }
  }

  private static Workload<MerkleTree> tree(MemorySegment leaves, int count) {
    MemorySegment some = leaves.asSlice(0, (long) count * LEAF);
    return memory -> MerkleBuild.of(MerkleScheme.SHA256, memory.holding(some), LEAF);
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
