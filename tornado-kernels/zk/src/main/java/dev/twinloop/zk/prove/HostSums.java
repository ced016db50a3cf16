package dev.twinloop.zk.prove;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.msm.host.HostMsm;
import dev.twinloop.zk.format.Wtns;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.format.Zkey.Points;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * The five sums by arithmetic of this VM, side by side, so that windows of all of them share the
 * cores: its 64-bit limbs take a third of the processor time of the kernels' loops.
 *
 * @param wires plain values, 32 bytes a wire, little-endian
 * @param quotient the same of h, in the order of the key's points
 */
record HostSums(Zkey key, MemorySegment wires, MemorySegment quotient) {
  private static final List<Points> SUMS =
      List.of(Points.B2, Points.A, Points.B1, Points.C, Points.H);

  ProverSums all() {
    int threads = Math.max(1, ForkJoinPool.getCommonPoolParallelism() / SUMS.size());
    List<HostMsm> sums = SUMS.stream().map(kind -> sum(kind, threads)).toList();
    List<Runnable> parts = new ArrayList<>();
    for (HostMsm sum : sums) {
      for (int part = 0; part < sum.parts(); part++) {
        int number = part;
        parts.add(() -> sum.compute(number));
      }
    }
    parts.parallelStream().forEach(Runnable::run);
    List<Point> points = sums.parallelStream().map(sum -> sum.sum().point()).toList();
    return new ProverSums(
        points.get(1), points.get(2), points.get(0), points.get(3), points.get(4));
  }

  private HostMsm sum(Points kind, int threads) {
    MemorySegment values = kind == Points.H ? quotient : wires;
    // C has no points for the public wires, which come first.
    MemorySegment scalars = values.asSlice(values.byteSize() - key.count(kind) * Wtns.BYTES);
    Group group = kind.inG2() ? key.curve().g2() : key.curve().g1();
    return new HostMsm(group, key.points(kind), scalars, threads);
  }
}
