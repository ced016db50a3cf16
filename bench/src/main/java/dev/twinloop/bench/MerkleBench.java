package dev.twinloop.bench;

import dev.twinloop.bench.report.Way;
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
  static void run(BenchSession session) {
    BenchPlan plan = session.plan();
    Figures figures = session.figures();
    figures.work("merkle root, 32-byte leaves");
    List<Integer> sizes = plan.sizesOr(List.of(1 << 16), List.of(1 << 16, 1 << 20));
    int most = sizes.getLast();
    try (Arena arena = Arena.ofShared()) {
      MemorySegment leaves = TestData.random(arena, (long) most * LEAF);
      jdk(plan, figures, leaves.asSlice(0, (long) Math.min(most, MAX_JDK_LEAVES) * LEAF));
      Contest contest = new Contest(session);
      List<Workload<MerkleTree>> workloads = sizes.stream().map(n -> tree(leaves, n)).toList();
      contest.cpuLoop(workloads.getLast().in(Memory.ordinary(arena)));
      workloads.forEach(contest::cpuEndToEnd);
      contest.accelerators(workloads);
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
    for (int cores : plan.coreCounts()) {
      figures.add(
          Way.library("JDK", cores, ""),
          items,
          Spread.measure(plan, () -> JdkSha256.merkleRoot(data, cores)));
    }
  }
}
