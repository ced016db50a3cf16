package dev.twinloop.kernel.data;

import dev.twinloop.task.Cores;
import dev.twinloop.task.HostBody;
import java.lang.foreign.MemorySegment;
import java.util.function.Supplier;
import java.util.stream.LongStream;

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

  /**
   * A part is this share of what is left for a core: parts become shorter, so that at the end cores
   * wait for a short one.
   */
  private static final int SHARES_OF_CORE = 2;

  /** What hashing costs however short a record is, in bytes. */
  private static final int OVERHEAD = 64;

  @Override
  public void compute(Part<T, Digests> part, Cores cores) {
    Cut cut =
        Cut.of(part.task().messages(), part.slice().from(), part.slice().to(), cores.parallelism());
    cores.runAll(
        cut.parts(),
        p -> hash(part.task().messages(), part.result(), cut.start(p), cut.start(p + 1)));
  }

  /**
   * Records in parts by bytes: among files, one is a thousand times as long as another. Where
   * records are long, some parts are empty.
   */
  private static final class Cut {
    private final Records records;
    private final long from;
    private final long to;

    /** Where each part ends at the latest, in bytes from the first. */
    private final long[] ends;

    private Cut(Records records, long from, long to, long[] ends) {
      this.records = records;
      this.from = from;
      this.to = to;
      this.ends = ends;
    }

    /**
     * Cuts a slice.
     *
     * @param from the first record that is hashed
     * @param to the first that is not
     */
    static Cut of(Records records, long from, long to, int cores) {
      long last = records.offset(to - 1) + records.bytes(to - 1);
      long cost = last - records.offset(from) + (to - from) * OVERHEAD;
      LongStream.Builder ends = LongStream.builder();
      long end = 0;
      while (end < cost) {
        end += Math.clamp((cost - end) / ((long) SHARES_OF_CORE * cores), LEAST_BYTES, MOST_BYTES);
        ends.add(end);
      }
      return new Cut(records, from, to, ends.build().toArray());
    }

    int parts() {
      return ends.length;
    }

    /** The first record of a part. */
    long start(int part) {
      if (part == ends.length) {
        return to;
      }
      long wanted = part == 0 ? 0 : ends[part - 1];
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
