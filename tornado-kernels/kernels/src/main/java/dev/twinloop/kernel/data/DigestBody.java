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

  private static final int PARTS_PER_CORE = 8;

  /** What hashing costs however short a record is, in bytes. */
  private static final int OVERHEAD = 64;

  @Override
  public void compute(Part<T, Digests> part, Cores cores) {
    Records records = part.task().messages();
    long from = part.slice().from();
    long to = part.slice().to();
    int items = part.slice().size();
    long bytes = records.offset(to - 1) - records.offset(from) + records.bytes(to - 1);
    long each = bytes / items + OVERHEAD;
    long even = (items - 1) / ((long) cores.parallelism() * PARTS_PER_CORE) + 1;
    int size =
        (int)
            Math.clamp(even, LEAST_BYTES / each + 1, Math.max(LEAST_BYTES, MOST_BYTES) / each + 1);
    part.inGroups(size, cores, (first, end) -> hash(records, part.result(), first, end));
  }

  private void hash(Records records, Digests result, long from, long to) {
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
