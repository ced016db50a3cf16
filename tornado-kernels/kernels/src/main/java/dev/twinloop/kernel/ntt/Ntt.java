package dev.twinloop.kernel.ntt;

import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.kernel.field.Field;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Number-theoretic transforms of one kind, of one vector after the other in memory.
 *
 * <p>Elements are 32 bytes each, big-endian, below the field's prime, and an item each. They are
 * not copied when the task is made: leave them unchanged and alive until it has finished. That all
 * are below the prime is found out by the device; if one is not, the task ends with an {@link
 * IllegalArgumentException} that names it.
 *
 * @param transform what to compute
 * @param elements a multiple of {@code 32 * transform.size()} bytes, readable from every thread
 * @param out where the results go: writable, as long as {@code elements} at least and apart from
 *     it; or null to have memory allocated
 * @param once for a process that does little else: a device compiles its kernels in half the time
 *     and runs more of them
 */
public record Ntt(
    Transform transform, MemorySegment elements, @Nullable MemorySegment out, boolean once)
    implements Task<Elements> {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("ntt");

  public Ntt {
    long unit = (long) transform.size() * Elements.BYTES;
    if (elements.byteSize() == 0 || elements.byteSize() % unit != 0) {
      throw new IllegalArgumentException(
          "ntt: elements of %d bytes, accepted: a multiple of %d bytes, 2^%d elements of 32"
              .formatted(elements.byteSize(), unit, transform.logSize()));
    }
    SharedMemory.requireInput("ntt: elements", elements);
    SharedMemory.requireOutput("ntt: out", out, elements.byteSize(), elements);
  }

  /** Transforms for a process that does many; see the record's components. */
  public Ntt(Transform transform, MemorySegment elements, @Nullable MemorySegment out) {
    this(transform, elements, out, false);
  }

  /**
   * Transforms whose results are put into memory of their own.
   *
   * @throws IllegalArgumentException if {@code elements} is no whole number of vectors, or memory
   *     of a confined arena
   */
  public static Ntt of(Transform transform, MemorySegment elements) {
    return new Ntt(transform, elements, null);
  }

  /** The fields that there are kernels for. */
  public static List<Field> fields() {
    return NttStages.KERNELS.values();
  }

  /** The same with its results written to the start of {@code memory}. */
  public Ntt into(MemorySegment memory) {
    return new Ntt(transform, elements, memory, once);
  }

  /** The same with kernels that compile sooner and run longer, as a single command wants them. */
  public Ntt forOneRun() {
    return new Ntt(transform, elements, out, true);
  }

  /** How many vectors are transformed. */
  public long transforms() {
    return items() >> transform.logSize();
  }

  @Override
  public TaskType type() {
    return TYPE;
  }

  @Override
  public long items() {
    return elements.byteSize() / Elements.BYTES;
  }

  @Override
  public BoundProgram<Elements> program() {
    return BoundProgram.of(
        this, new NttProgram(transform.field(), transform.logSize(), transform.kind(), once));
  }
}
