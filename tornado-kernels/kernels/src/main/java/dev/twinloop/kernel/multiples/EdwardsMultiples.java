package dev.twinloop.kernel.multiples;

import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;

/**
 * One multiple each of many points of edwards25519, by the same factor. Points are encodings of 32
 * bytes, one behind the other (RFC 8032 §5.1.2); those that are none are told apart, {@link
 * Multiples#found}.
 *
 * <p>The memory is not copied: leave it unchanged and alive until the task has finished. Public
 * data only.
 *
 * @param factor what points are multiplied by
 * @param encodings of {@code count} points
 * @param count how many, at least 1
 */
public record EdwardsMultiples(Factor factor, MemorySegment encodings, long count)
    implements Task<Multiples> {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("ed25519-multiples");

  public EdwardsMultiples {
    if (count < 1 || encodings.byteSize() / EdwardsPoint.BYTES < count) {
      throw new IllegalArgumentException(
          "ed25519-multiples: count=%d, %d bytes, accepted: count from 1, 32 bytes each"
              .formatted(count, encodings.byteSize()));
    }
    SharedMemory.requireInput("ed25519-multiples: encodings", encodings);
  }

  /**
   * All points of some memory.
   *
   * @throws IllegalArgumentException if it is empty, or its length is not that of whole points
   */
  public static EdwardsMultiples of(Factor factor, MemorySegment encodings) {
    if (encodings.byteSize() % EdwardsPoint.BYTES != 0) {
      throw new IllegalArgumentException(
          "ed25519-multiples: %d bytes, accepted: a multiple of 32"
              .formatted(encodings.byteSize()));
    }
    return new EdwardsMultiples(factor, encodings, encodings.byteSize() / EdwardsPoint.BYTES);
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
  public BoundProgram<Multiples> program() {
    return BoundProgram.of(this, new MultiplesProgram(factor));
  }
}
