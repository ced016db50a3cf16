package dev.twinloop.zk.prove;

import dev.twinloop.kernel.msm.plan.SetStages;
import dev.twinloop.kernel.qap.QapStages;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.zk.format.Zkey;
import dev.twinloop.zk.format.Zkey.Points;
import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;

/**
 * Writes what a device keeps of a key: sets of points of one length, with infinity where a key has
 * none, and the matrices.
 *
 * <pre>
 *   G1   A_0 … | B_0 … | public wires: infinity, C_0 … | H, where the odd root of its number is
 *   G2   B_0 …
 * </pre>
 *
 * @param points of a set
 */
record ResidentKey(ProvingKey key, long points) {
  private static final int PIECE = 4096;

  /** Writes all residents. */
  void write(Buffers buffers, String g1, String g2) {
    MemorySegment inG1 = buffers.payload(SetStages.points(g1));
    long set = points * key.zkey().pointBytes(false);
    long publics = key.zkey().publicSignals() + 1L;
    put(Points.A, inG1.asSlice(0, set), 0);
    put(Points.B1, inG1.asSlice(set, set), 0);
    put(Points.C, inG1.asSlice(2 * set, set), publics);
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

  private void put(Points kind, MemorySegment to, long first) {
    MemorySegment from = key.zkey().points(kind);
    long at = first * key.zkey().pointBytes(kind.inG2());
    ParallelCopy.zero(to.asSlice(0, at));
    ParallelCopy.copy(from, 0, to, at, from.byteSize());
    ParallelCopy.zero(to.asSlice(at + from.byteSize()));
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
    LongStream.range(0, (count + PIECE - 1) / PIECE)
        .parallel()
        .forEach(
            piece -> {
              for (long i = piece * PIECE; i < Math.min(count, (piece + 1) * PIECE); i++) {
                long place = key.roots().placeOfH(i, zkey.logDomain());
                MemorySegment.copy(from, i * bytes, to, place * bytes, bytes);
              }
            });
    ParallelCopy.zero(to.asSlice(count * bytes));
  }
}
