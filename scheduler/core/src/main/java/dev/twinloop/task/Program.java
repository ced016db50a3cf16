package dev.twinloop.task;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * What computes one slice of a task: encode, {@link Stage stages}, decode, check. Written once;
 * every engine runs it.
 *
 * <pre>
 *   Task ──encode──▶ INPUT buffers ──stages──▶ OUTPUT buffers ──decode──▶ result
 * </pre>
 *
 * <p>Where all items have one size, a {@link ColumnProgram} says less. Where a slice must remember
 * more than its result until it is checked, an {@link EvidentProgram} has a place for it.
 *
 * <p>A program is a <b>public record whose components are ints, longs, booleans, enums or values
 * that their class finds by name</b> (its shape: message length, scheme, curve). That is how it
 * travels to a worker process, which makes it anew from class name and shape ({@link ProgramName})
 * and asks it for buffers, kernels and constants. Everything that knows a task's data (encode,
 * decode, check) runs in the caller.
 *
 * <p>Compiled once per program and capacity class (a power of two at least the slice).
 * Implementations are immutable and thread-safe.
 *
 * @param <T> the task it computes
 * @param <R> the task's result, filled slice by slice from several threads at once: decode writes
 *     only what belongs to its slice
 */
public interface Program<T extends Task<R>, R> {
  /** How a task may be cut. */
  Slicing slicing();

  /**
   * Where the slice that starts at {@code from} ends, if {@code wanted} items are asked for.
   * Programs whose items differ in size stop early.
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
   * The same program with launch sizes for this device, where that matters. Devices compile and run
   * what this returns; encode, decode and check stay with the program that was asked. So the result
   * may differ in its {@link #stages} only, not in what they compute.
   */
  default Program<T, R> fittedTo(DeviceShape device) {
    return this;
  }

  /**
   * The steps in the order they run. A list that depends on nothing but the shape and {@code
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
   * The caller's own memory that already holds what {@code encode} would write into an input buffer
   * (or that shall receive what {@code decode} would read from an output buffer) for this slice,
   * from the buffer's first byte on, if there is such memory. Where a device can reach it, nothing
   * is copied on the host, and {@link Buffers#inPlace} says so to encode and decode.
   */
  default Optional<MemorySegment> inPlace(T task, Slice slice, R result, String buffer) {
    return Optional.empty();
  }

  /**
   * What the {@link BufferSpec.Role#RESIDENT} buffers must hold for this slice. A slot whose last
   * run left an equal version on the device does not get them again, and {@link Buffers#refresh}
   * says so to encode; and a device prefers slices whose version it has. Asked often, for slices
   * that may never run: it must be cheap. Empty: they are copied for every run.
   */
  default Optional<Object> residentVersion(T task, Slice slice) {
    return Optional.empty();
  }

  /** Writes the inputs of a slice. What each kernel works on, its stage says afterwards. */
  void encode(T task, Slice slice, Buffers buffers);

  /** Copies what a slice's kernels computed into the result. Receipts have been checked. */
  void decode(T task, Slice slice, Buffers buffers, R result);

  /**
   * Recomputes some of a slice by independent means and compares. Cheapest sound way: random items,
   * a random subtree, a random-point identity.
   */
  CheckOutcome check(T task, Slice slice, R result, Sampler sampler);

  /**
   * Begins a {@link #check} while a device computes the slice: what needs no result may be
   * recomputed at once. It may take about as long as one item.
   *
   * @return the rest of the check
   */
  default PendingCheck<R> beginCheck(T task, Slice slice, Sampler sampler) {
    return result -> check(task, slice, result, sampler);
  }

  /** Turns the decoded slices into the final result, once all are in. */
  default void finish(T task, R result) {}

  /**
   * The same result by a library of the JVM, if there is one worth having. On the CPU a scheduler
   * then takes whichever was measured faster, the loop or the body.
   */
  default Optional<HostBody<T, R>> hostBody() {
    return Optional.empty();
  }
}
