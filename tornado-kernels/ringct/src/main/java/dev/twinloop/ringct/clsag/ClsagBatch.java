package dev.twinloop.ringct.clsag;

import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;

/**
 * Ring signatures (CLSAG) to verify, over rings of one size. {@link ClsagVerifier} says what is
 * valid; {@link ClsagItems} lays signatures out. Only public data is involved.
 *
 * <pre>
 *   item    n keys | n commitments | key image | D | pseudo output | message | c1 | n s
 *           32 bytes each, as they stand on the chain; 160 + 96 n bytes in all
 * </pre>
 *
 * <p>The memory is not copied when the task is made: leave it unchanged and alive until the task
 * has finished.
 *
 * @param ringSize members of each ring, n, 1 to 1024; each size is compiled on its own
 * @param data the items
 * @param count how many of them, at least 1
 */
public record ClsagBatch(int ringSize, ClsagData data, long count) implements Task<ClsagVerdicts> {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("clsag");

  public ClsagBatch {
    requireRingSize(ringSize);
    long most = data.count(ringSize);
    if (count < 1 || most < count) {
      throw new IllegalArgumentException(
          "clsag: count=%d, accepted: 1 to %d, as the data has, %d bytes an item"
              .formatted(count, most, new ClsagLayout(ringSize).bytes()));
    }
    if (data instanceof ClsagData.LaidOut(MemorySegment items)) {
      SharedMemory.requireInput("clsag: data", items);
    }
  }

  /**
   * Over memory that holds the items already.
   *
   * @param ringSize members of each ring, 1 to 1024
   * @param items without gaps
   * @param count how many, at least 1
   */
  public ClsagBatch(int ringSize, MemorySegment items, long count) {
    this(ringSize, new ClsagData.LaidOut(items), count);
  }

  static void requireRingSize(int ringSize) {
    if (ringSize < 1 || ringSize > ClsagStatement.MOST_MEMBERS) {
      throw new IllegalArgumentException(
          "clsag: ringSize=%d, accepted: 1 to %d".formatted(ringSize, ClsagStatement.MOST_MEMBERS));
    }
  }

  /** One item, packed. */
  byte[] packed(long item) {
    return data.packed(ringSize, item);
  }

  @Override
  public TaskType type() {
    return TYPE;
  }

  @Override
  public long items() {
    return count;
  }

  @Override
  public BoundProgram<ClsagVerdicts> program() {
    return BoundProgram.of(this, new ClsagProgram(ringSize));
  }
}
