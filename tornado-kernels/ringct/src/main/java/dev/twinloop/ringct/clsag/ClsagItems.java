package dev.twinloop.ringct.clsag;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Collects ring signatures over rings of one size, in the layout that kernels read. Not
 * thread-safe.
 */
public final class ClsagItems {
  private static final long FEWEST = 16;

  private final ClsagLayout layout;
  private MemorySegment data;
  private long count;

  /**
   * An empty collection.
   *
   * @param ringSize members of each ring, 1 to 1024
   * @param expected room for this number before it has to grow, at least 1
   */
  public ClsagItems(int ringSize, long expected) {
    ClsagBatch.requireRingSize(ringSize);
    if (expected < 1) {
      throw new IllegalArgumentException("items: expected=" + expected + ", accepted: 1 or more");
    }
    layout = new ClsagLayout(ringSize);
    data = Arena.ofAuto().allocate(expected * layout.bytes(), 64);
  }

  /**
   * Adds a signature.
   *
   * @throws IllegalArgumentException if its ring has another size, or {@link
   *     ClsagStatement#problem} finds something
   */
  public void add(ClsagStatement statement) {
    Verdict problem = statement.problem();
    if (!problem.valid() || statement.ring().size() != layout.ringSize()) {
      throw new IllegalArgumentException(
          "item: ring of %d, %s, accepted: a ring of %d, well-formed"
              .formatted(statement.ring().size(), problem, layout.ringSize()));
    }
    long bytes = layout.bytes();
    long at = count * bytes;
    if (at == data.byteSize()) {
      MemorySegment larger = Arena.ofAuto().allocate(Math.max(FEWEST * bytes, 2 * at), 64);
      MemorySegment.copy(data, 0, larger, 0, at);
      data = larger;
    }
    statement.pack(data, at);
    count++;
  }

  /** How many there are. */
  public long count() {
    return count;
  }

  /**
   * The task of verifying all of them; add nothing until it has finished.
   *
   * @throws IllegalArgumentException if there is none
   */
  public ClsagBatch verify() {
    return new ClsagBatch(layout.ringSize(), data, count);
  }
}
