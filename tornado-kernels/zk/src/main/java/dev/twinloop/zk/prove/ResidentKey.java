package dev.twinloop.zk.prove;

import dev.twinloop.kernel.msm.plan.SetStages;
import dev.twinloop.kernel.qap.QapStages;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Slice;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.format.Zkey.Points;
import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;

/**
 * Writes what a device keeps of a key for one slice: its part of each set of points, with infinity
 * where a key has none, and the matrices.
 *
 * <pre>
 *   G1   A_from … | B_from … | C_from … | H, where the odd root of its number is
 *   G2   B_from …
 * </pre>
 *
 * C has no points of public wires.
 *
 * @param slice of wires, and of places of h
 * @param points of a set, as many as the slice has or more
 */
record ResidentKey(ProvingKey key, Slice slice, long points) {
  private static final int PIECE = 4096;

  /** Writes all residents. */
  void write(Buffers buffers, String g1, String g2) {
    MemorySegment inG1 = buffers.payload(SetStages.points(g1));
    long set = points * key.zkey().pointBytes(false);
    put(Points.A, inG1.asSlice(0, set), 0);
    put(Points.B1, inG1.asSlice(set, set), 0);
    put(Points.C, inG1.asSlice(2 * set, set), key.zkey().publicSignals() + 1L);
    putH(inG1.asSlice(3 * set, set));
    put(Points.B2, buffers.payload(SetStages.points(g2)), 0);
    key.rows()
        .writeMatrices(
            new RowIndex.Matrices(
                buffers.payload(QapStages.ROWS),
                buffers.payload(QapStages.PIECES),
                buffers.payload(QapStages.COLUMNS),
                buffers.payload(QapStages.VALUES)),
            QapStages.PIECE,
            key.roots());
  }

  /** The slice's part of a section whose points are those of the items from {@code first} on. */
  private void put(Points kind, MemorySegment to, long first) {
    MemorySegment section = key.zkey().points(kind);
    int bytes = key.zkey().pointBytes(kind.inG2());
    long from = Math.clamp(slice.from() - first, 0, section.byteSize() / bytes);
    long end = Math.clamp(slice.to() - first, 0, section.byteSize() / bytes);
    long before = end > from ? from + first - slice.from() : 0;
    long copied = (end - from) * bytes;
    ParallelCopy.zero(to.asSlice(0, before * bytes));
    ParallelCopy.copy(section, from * bytes, to, before * bytes, copied);
    ParallelCopy.zero(to.asSlice(before * bytes + copied));
  }

  private void putH(MemorySegment to) {
    if (key.roots().factor() == 1) {
      put(Points.H, to, 0);
      return;
    }
    Zkey zkey = key.zkey();
    MemorySegment from = zkey.points(Points.H);
    int bytes = zkey.pointBytes(false);
    long count = zkey.count(Points.H);
    ParallelCopy.zero(to.asSlice((long) bytes * Math.clamp(count - slice.from(), 0, slice.size())));
    LongStream.range(0, (count + PIECE - 1) / PIECE)
        .parallel()
        .forEach(
            piece -> {
              for (long i = piece * PIECE; i < Math.min(count, (piece + 1) * PIECE); i++) {
                long place = key.roots().placeOfH(i, zkey.logDomain()) - slice.from();
                if (place >= 0 && place < slice.size()) {
                  MemorySegment.copy(from, i * bytes, to, place * bytes, bytes);
                }
              }
            });
  }
}
