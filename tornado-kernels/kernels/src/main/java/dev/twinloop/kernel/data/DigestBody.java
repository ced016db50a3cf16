package dev.twinloop.kernel.data;

import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;

/**
 * Hashes records by a library of the JVM, on all cores: nothing is encoded, digests go straight to
 * where they belong.
 *
 * @param oracle makes one for each thread
 * @param <T> the task
 */
public record DigestBody<T extends DigestTask>(Supplier<DigestOracle> oracle)
    implements HostBody<T, Digests> {
  /** A part that is shorter is not worth waking a thread. */
  private static final long LEAST_BYTES = 8 << 10;

  /** A part that is longer keeps others waiting. */
  private static final long MOST_BYTES = 512 << 10;

  /** At the end cores wait for the last part: the more parts, the less. */
  private static final int PARTS_PER_CORE = 16;

  /** What hashing costs however short a record is, in bytes. */
  private static final int OVERHEAD = 64;

  @Override
  public void compute(Part<T, Digests> part, Cores cores) {
    Cut cut =
        Cut.of(
            part.task().messages(),
            part.slice().from(),
            part.slice().to(),
            cores.parallelism() * PARTS_PER_CORE);
    cores.runAll(
        cut.parts(), p -> hash(cut.records(), part.result(), cut.start(p), cut.start(p + 1)));
  }

  /**
   * Records in parts of about as many bytes each: among files, one is a thousand times as long as
   * another.
   *
   * @param records all records
   * @param from the first that is hashed
   * @param to the first that is not
   * @param cost of all, in bytes
   * @param parts how many parts; where records are long, some are empty
   */
  private record Cut(Records records, long from, long to, long cost, int parts) {
    static Cut of(Records records, long from, long to, int wanted) {
      long last = records.offset(to - 1) + records.bytes(to - 1);
      long cost = last - records.offset(from) + (to - from) * OVERHEAD;
      long each = Math.clamp(cost / wanted, LEAST_BYTES, MOST_BYTES);
      return new Cut(records, from, to, cost, (int) Math.min(to - from, (cost - 1) / each + 1));
    }

    /** The first record of a part. */
    long start(int part) {
      if (part == parts) {
        return to;
      }
      long wanted = (long) ((double) cost * part / parts);
      long low = from;
      long high = to - 1;
      while (low < high) {
        long middle = (low + high) >>> 1;
        if (before(middle) < wanted) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    private long before(long record) {
      return records.offset(record) - records.offset(from) + (record - from) * OVERHEAD;
    }
  }

  private void hash(Records records, Digests result, long from, long to) {
    if (from == to) {
      return;
    }
    DigestOracle hash = oracle.get();
    int length = result.digestBytes();
    RecordWindow window = new RecordWindow(records, to - from);
    byte[] digests = new byte[0];
    int count;
    for (long item = from; item < to; item += count) {
      count = window.fill(item, to);
      if (digests.length < count * length) {
        digests = new byte[count * length];
      }
      for (int i = 0; i < count; i++) {
        hash.update(window.bytes(), window.start(i), window.length(i));
        hash.digest(digests, i * length);
      }
      MemorySegment.copy(
          MemorySegment.ofArray(digests),
          0,
          result.segment(),
          item * length,
          (long) count * length);
    }
  }
}
