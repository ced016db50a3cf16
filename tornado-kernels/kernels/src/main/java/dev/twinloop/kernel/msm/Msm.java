package dev.twinloop.kernel.msm;

import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.check.ReducedScalars;
import dev.twinloop.kernel.msm.plan.MsmStages;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Sums of multiples, s_0 P_0 + s_1 P_1 + …: one for each vector of scalars, all over the same
 * points.
 *
 * <pre>
 *   byte     0        32       64             32 n     32 (n + 1)
 *            +--------+--------+---------------+--------+----
 *   scalars  | s_0    | s_1    | … of vector 0 | s_0    | … of vector 1, and so on
 *            +--------+--------+---------------+--------+----
 * </pre>
 *
 * <p>A scalar is 32 bytes, big-endian; every value is legal and counts modulo the group's order.
 * Items are counted vector after vector: item {@code v * n + i} is point i in vector v.
 *
 * <p>The memory is not copied: leave it unchanged and alive until the task has finished.
 *
 * @param bases the points
 * @param scalars {@code vectors * bases.count()} scalars, readable from every thread
 * @param vectors how many sums, at least 1
 */
public record Msm(Bases bases, MemorySegment scalars, int vectors) implements Task<MsmSums> {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("msm");

  /** Bytes of a scalar, big-endian, on all curves. */
  public static final int SCALAR_BYTES = ReducedScalars.BYTES;

  public Msm {
    if (vectors < 1 || scalars.byteSize() != (long) Msm.SCALAR_BYTES * bases.count() * vectors) {
      throw new IllegalArgumentException(
          "msm: %d bytes of scalars, vectors=%d, accepted: from 1 vector, 32 bytes for each of %d points"
              .formatted(scalars.byteSize(), vectors, bases.count()));
    }
    SharedMemory.requireInput("msm: scalars", scalars);
  }

  /** One sum. */
  public static Msm of(Bases bases, MemorySegment scalars) {
    return new Msm(bases, scalars, 1);
  }

  /** The groups that there are kernels for. */
  public static List<Group> groups() {
    return MsmStages.KERNELS.values();
  }

  /**
   * Those whose points have coordinates in a prime field: for them there are multiples of points.
   */
  public static List<Group> groupsOverPrimeFields() {
    return groups().stream().filter(group -> group.base().degree() == 1).toList();
  }

  @Override
  public TaskType type() {
    return TYPE;
  }

  @Override
  public long items() {
    return (long) bases.count() * vectors;
  }

  /**
   * Bytes of a device's memory that the largest slice takes: points, scalars and scratch. A device
   * that has less is given smaller slices.
   */
  public long memoryNeeded() {
    return memoryNeeded(bases.count());
  }

  /** Bytes that the smallest slice takes: no device with less can compute this task. */
  public long leastMemoryNeeded() {
    return memoryNeeded(1);
  }

  private long memoryNeeded(int points) {
    MsmProgram program = MsmProgram.of(this);
    int items = Math.min(points, program.slicing().maxItems());
    int capacity = program.capacity(this, new Slice(0, items));
    return program.buffers(capacity).stream().mapToLong(BufferSpec::bytes).sum();
  }

  @Override
  public BoundProgram<MsmSums> program() {
    return BoundProgram.of(this, MsmProgram.of(this));
  }
}
