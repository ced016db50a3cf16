package dev.twinloop.zk.prove;

import dev.twinloop.kernel.group.Point;
import dev.twinloop.zk.format.Wtns;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.format.Zkey.Points;
import dev.twinloop.zk.pairing.MultiSum;
import dev.twinloop.zk.pairing.PairingGroups;
import java.lang.foreign.MemorySegment;
import java.util.List;

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
    List<Point> sums = SUMS.parallelStream().map(this::sum).toList();
    return new ProverSums(sums.get(1), sums.get(2), sums.get(0), sums.get(3), sums.get(4));
  }

  private Point sum(Points kind) {
    long count = key.count(kind);
    if (count == 0) {
      return key.curve().g1().infinity();
    }
    MemorySegment values = kind == Points.H ? quotient : wires;
    // C has no points for the public wires, which come first.
    MemorySegment scalars = values.asSlice(values.byteSize() - count * Wtns.BYTES);
    MultiSum sum = new MultiSum(key.points(kind), scalars, Wtns.BYTES, Math.toIntExact(count));
    PairingGroups groups = new PairingGroups(key.curve());
    long[] affine =
        sum.affine(
            () -> {
              PairingGroups own = new PairingGroups(key.curve());
              return kind.inG2() ? own.g2() : own.g1();
            });
    return kind.inG2() ? groups.point2(affine, 0) : groups.point1(affine, 0);
  }
}
