package dev.twinloop.task;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * Computes one slice of a task: encode, {@link Stage stages}, decode, check. A program is written
 * once, and every engine runs it.
 *
 * <pre>
 *   Task ──encode──▶ INPUT buffers ──stages──▶ OUTPUT buffers ──decode──▶ result
 * </pre>
 *
 * <p>If all items have one size, use a {@link ColumnProgram}, which is shorter. If a slice must
 * keep more than its result until its check, use an {@link EvidentProgram}.
 *
 * <p>A program is a <b>public record whose components are ints, longs, booleans, enums or values
 * that their class finds by name</b> (its shape: message length, scheme, curve). A worker process
 * gets the class name and the shape ({@link ProgramName}). It makes the program again from them,
 * and asks it for buffers, kernels and constants. Everything that needs a task's data (encode,
 * decode, check) runs in the caller.
 *
 * <p>A program is compiled once for each capacity class (a power of two that is at least the size
 * of the slice). Implementations are immutable and thread-safe.
 *
 * @param <T> the task it computes
 * @param <R> the task's result. Several threads fill it at the same time, slice by slice: decode
 *     writes only what belongs to its slice
 */
public interface Program<T extends Task<R>, R> {
  /** How a task may be cut. */
  Slicing slicing();

  /**
   * The end of the slice that starts at {@code from}, if {@code wanted} items are requested. A
   * program whose items differ in size may return a smaller end.
   *
   * @param wanted {@code slicing().unit()} to {@code slicing().maxItems()}, a multiple of the unit
   * @return above {@code from}, at most {@code from + wanted} and {@code task.items()}
   */
  default long sliceEnd(T task, long from, int wanted) {
    return Math.min(task.items(), from + wanted);
  }

  /** The capacity class that holds a slice: a power of two. */
  default int capacity(T task, Slice slice) {
    return Capacity.classOf(slice.size());
  }

  /**
   * The same program with launch sizes for this device, if the sizes depend on the device. Devices
   * compile and run the returned program. This program still does encode, decode and check. So the
   * returned program may differ only in its {@link #stages}, and not in what they compute.
   */
  default Program<T, R> fittedTo(DeviceShape device) {
    return this;
  }

  /**
   * The steps in the order in which they run. The list depends only on the shape and {@code
   * capacity}.
   */
  default List<Stage<T>> stages(int capacity) {
    return List.of();
  }

  /** The arrays of one slot: those of its stages. */
  default List<BufferSpec> buffers(int capacity) {
    return stages(capacity).stream().flatMap(stage -> stage.buffers().stream()).toList();
  }

  /** The kernels in the order they run: those of its stages. */
  default List<KernelCall> kernels(int capacity) {
    return Stage.calls(stages(capacity));
  }

  /** Fills the {@link BufferSpec.Role#CONSTANT} buffers; called where the program is compiled. */
  default void constants(Buffers buffers) {
    stages(buffers.capacity()).forEach(stage -> stage.fill(buffers));
  }

  /** An empty result for the whole task. */
  R newResult(T task);

  /**
   * The caller's own memory that can replace a buffer for this slice, if there is such memory. For
   * an input buffer, this memory already holds what {@code encode} would write. For an output
   * buffer, it receives what {@code decode} would read. It begins with the buffer's first byte. If
   * a device can reach it, nothing is copied on the host, and {@link Buffers#inPlace} tells encode
   * and decode so.
   */
  default Optional<MemorySegment> inPlace(T task, Slice slice, R result, String buffer) {
    return Optional.empty();
  }

  /**
   * The version of the {@link BufferSpec.Role#RESIDENT} buffers that this slice needs. If the last
   * run of a slot left an equal version on the device, the buffers are not copied again, and {@link
   * Buffers#refresh} tells encode so. A device prefers slices whose version it has. This method is
   * called often, also for slices that never run, so it must be cheap. If it is empty, the buffers
   * are copied for every run.
   */
  default Optional<Object> residentVersion(T task, Slice slice) {
    return Optional.empty();
  }

  /** Writes the inputs of a slice. Afterwards the stages tell each kernel what it works on. */
  void encode(T task, Slice slice, Buffers buffers);

  /** Copies what a slice's kernels computed into the result. Receipts have been checked. */
  void decode(T task, Slice slice, Buffers buffers, R result);

  /**
   * Recomputes a part of a slice by independent means, and compares. Use the cheapest sound way:
   * random items, a random subtree, a random-point identity.
   */
  CheckOutcome check(T task, Slice slice, R result, Sampler sampler);

  /**
   * Begins a {@link #check} while a device computes the slice. It may recompute at once what needs
   * no result. It may take about as long as the recomputation of one item.
   *
   * @return the rest of the check
   */
  default PendingCheck<R> beginCheck(T task, Slice slice, Sampler sampler) {
    return result -> check(task, slice, result, sampler);
  }

  /** Makes the final result when all slices are decoded. */
  default void finish(T task, R result) {}

  /**
   * Computes the same result with a library of the JVM, if a fast library exists. On the CPU a
   * scheduler then uses the loop or the body, whichever was measured to be faster.
   */
  default Optional<HostBody<T, R>> hostBody() {
    return Optional.empty();
  }
}
