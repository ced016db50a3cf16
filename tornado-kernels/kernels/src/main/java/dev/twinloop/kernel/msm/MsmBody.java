package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.field.HostField;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.check.ReducedScalars;
import dev.twinloop.kernel.msm.host.HostMsm;
import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;
import dev.twinloop.task.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Sums on the host, with 64-bit limbs and affine additions in batches: several times as fast there
 * as the kernels' loops, whose limbs and formulas are those of accelerators.
 */
record MsmBody() implements HostBody<Msm, MsmSums> {
  private static final ValueLayout.OfLong WORD =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int PIECE = 1024;

  @Override
  public void compute(Part<Msm, MsmSums> part, Cores cores) {
    Msm task = part.task();
    Slice slice = part.slice();
    Group group = task.bases().group();
    try (Arena arena = Arena.ofShared()) {
      int count = slice.size();
      MemorySegment points = arena.allocate(16L * group.host().longs() * count, 64);
      MemorySegment scalars = arena.allocate((long) HostMsm.SCALAR_BYTES * count, 64);
      MemorySegment theirs = MsmProgram.points(task, slice);
      ReducedScalars reduced = new ReducedScalars(group, MsmProgram.scalars(task, slice));
      cores.runAll(
          (count + PIECE - 1) / PIECE,
          piece -> {
            int from = piece * PIECE;
            int to = Math.min(count, from + PIECE);
            take(group, theirs, points, from, to);
            take(reduced, scalars, from, to);
          });
      HostMsm msm = new HostMsm(group, points, scalars, cores.parallelism());
      cores.runAll(msm.parts(), msm::compute);
      int vector = (int) (slice.from() / task.bases().count());
      part.result().put(vector, slice, msm.sum().point());
      scalars.fill((byte) 0);
    }
  }

  /** Points in the host's form. */
  private static void take(Group group, MemorySegment from, MemorySegment to, int first, int last) {
    HostField field = group.host();
    long[] coordinate = field.zero();
    for (long at = first; at < last; at++) {
      for (int i = 0; i < 2; i++) {
        field.load(coordinate, from, at * group.pointBytes() + (long) i * group.coordinateBytes());
        long place = 8L * field.longs() * (2 * at + i);
        MemorySegment.copy(coordinate, 0, to, WORD, place, coordinate.length);
      }
    }
  }

  /** Scalars below the group's order, least significant word first. */
  private static void take(ReducedScalars from, MemorySegment to, int first, int last) {
    long[] scalar = new long[ReducedScalars.WORDS];
    for (int i = first; i < last; i++) {
      from.read(scalar, i);
      MemorySegment.copy(scalar, 0, to, WORD, (long) HostMsm.SCALAR_BYTES * i, scalar.length);
    }
  }
}
