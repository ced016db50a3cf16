package dev.twinloop.task;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * One step of a program as one object. It holds its buffers, how its constants are filled, its
 * kernel launches, and what each launch is told in a run.
 *
 * <pre>
 *   Stage.&lt;Sums&gt;named("sum")
 *       .brings(BufferSpec.scratch("partial", INT, groups))
 *       .launches(KernelCall.of(Sums.class, "add", capacity, "values", "partial"))
 *       .vouches(
 *           KernelCall.of(Sums.class, "join", 1, "partial", "total"),
 *           (input, control) -&gt; control.items(1).parameter(COUNT, input.slice().size()));
 * </pre>
 *
 * <p>The stages of a program run in the order of its list. The launches of a stage run in the order
 * in which they were added. A kernel may name any buffer of its own stage or of another stage.
 * Nothing is found by its place in a list. Only the code that makes the list decides whether a
 * stage is used, and in which place.
 *
 * <p>Immutable: every method returns another stage.
 *
 * @param <T> the task that the program computes
 */
public final class Stage<T> {
  /**
   * What a launch may read when its work is set.
   *
   * @param task the task
   * @param slice the part of it that is run
   * @param buffers the slot's arrays; inputs have been written
   */
  public record Input<T>(T task, Slice slice, Buffers buffers) {}

  /** Tells one launch what it works on in a run. */
  @FunctionalInterface
  public interface Work<T> {
    /** Sets {@link Control#items} and the kernel's own parameters, each time. */
    void tell(Input<T> input, Control control);
  }

  /**
   * One launch of a kernel.
   *
   * @param call the kernel, its size and its buffers
   * @param vouches whether it takes the receipts of the launch before it as its first buffer and
   *     answers for them: see {@link BufferLayout}
   * @param work tells it what it works on
   */
  public record Launch<T>(KernelCall call, boolean vouches, Work<T> work) {}

  private final String name;
  private final List<BufferSpec> buffers;
  private final SequencedMap<String, Consumer<MemorySegment>> constants;
  private final List<Launch<T>> launches;

  private Stage(
      String name,
      List<BufferSpec> buffers,
      SequencedMap<String, Consumer<MemorySegment>> constants,
      List<Launch<T>> launches) {
    this.name = name;
    this.buffers = buffers;
    this.constants = constants;
    this.launches = launches;
  }

  /**
   * An empty stage.
   *
   * @param name by which {@link Buffers#control(String)} finds it; unique in its program
   */
  public static <T> Stage<T> named(String name) {
    return new Stage<>(name, List.of(), new LinkedHashMap<>(), List.of());
  }

  /** The same with more buffers: inputs, outputs, scratch, residents. */
  public Stage<T> brings(BufferSpec... more) {
    return brings(List.of(more));
  }

  /** The same with more buffers: inputs, outputs, scratch, residents. */
  public Stage<T> brings(List<BufferSpec> more) {
    List<BufferSpec> all = new ArrayList<>(buffers);
    all.addAll(more);
    return new Stage<>(name, List.copyOf(all), constants, launches);
  }

  /**
   * The same with one more table.
   *
   * @param fill writes its payload, once for each slot, where the program is compiled
   */
  public Stage<T> constant(
      String buffer, ElementType type, long elements, Consumer<MemorySegment> fill) {
    SequencedMap<String, Consumer<MemorySegment>> all = new LinkedHashMap<>(constants);
    all.put(buffer, fill);
    Stage<T> filled = new Stage<>(name, buffers, all, launches);
    return filled.brings(BufferSpec.constant(buffer, type, elements));
  }

  /** The same with a small table of ints. The values are kept in memory with the stage. */
  public Stage<T> constant(String buffer, int... values) {
    MemorySegment source = MemorySegment.ofArray(values);
    return constant(buffer, ElementType.INT, values.length, to -> to.copyFrom(source));
  }

  /** The same with a small table of longs. The values are kept in memory with the stage. */
  public Stage<T> constant(String buffer, long... values) {
    MemorySegment source = MemorySegment.ofArray(values);
    return constant(buffer, ElementType.LONG, values.length, to -> to.copyFrom(source));
  }

  /** The same with one more launch: one turn an item of the slice. */
  public Stage<T> launches(KernelCall call) {
    return launches(call, (input, control) -> control.items(input.slice().size()));
  }

  /** The same with one more launch. */
  public Stage<T> launches(KernelCall call, Work<T> work) {
    return with(new Launch<>(call, false, work));
  }

  /**
   * The same with one more launch, which vouches for the receipts of the launch before it. That
   * launch belongs to this stage or to the stage before. Its receipts are the first buffer of the
   * new launch.
   */
  public Stage<T> vouches(KernelCall call, Work<T> work) {
    return with(new Launch<>(call, true, work));
  }

  private Stage<T> with(Launch<T> launch) {
    List<Launch<T>> all = new ArrayList<>(launches);
    all.add(launch);
    return new Stage<>(name, buffers, constants, List.copyOf(all));
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** The buffers that it brings, constants among them. */
  public List<BufferSpec> buffers() {
    return buffers;
  }

  /** Its launches in the order in which they run. */
  public List<Launch<T>> launches() {
    return launches;
  }

  /** Fills its constants. */
  void fill(Buffers target) {
    for (Map.Entry<String, Consumer<MemorySegment>> constant : constants.entrySet()) {
      constant.getValue().accept(target.payload(constant.getKey()));
    }
  }

  /** The calls of all stages, receipts that are vouched for among their buffers. */
  static List<KernelCall> calls(List<? extends Stage<?>> stages) {
    List<KernelCall> calls = new ArrayList<>();
    for (Stage<?> stage : stages) {
      for (Launch<?> launch : stage.launches) {
        KernelCall call = launch.call();
        calls.add(launch.vouches() ? call.after(BufferLayout.receiptName(calls.size() - 1)) : call);
      }
    }
    return calls;
  }
}
