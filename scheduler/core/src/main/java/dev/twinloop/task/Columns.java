package dev.twinloop.task;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * The inputs and outputs of a task whose items all have one size. Each column is an array with
 * {@code perItem} elements for each item, in the memory of the task or of its result.
 *
 * <pre>
 *   Columns.of(Collatz.class, "steps", (Collatz task) -&gt; new int[task.numbers().length])
 *       .inLongs("numbers", 1, Collatz::numbers)
 *       .outInts("steps", 1, steps -&gt; steps)
 *       .checkedBy(task -&gt; ItemOracle.ofInts(item -&gt; again(task, item), steps -&gt; steps));
 * </pre>
 *
 * <p>Buffers, kernel call and control follow from the columns. Encode and decode are bulk copies.
 * Nothing is copied where a device can reach the caller's memory. Immutable.
 *
 * @param <T> the task
 * @param <R> its result
 */
public final class Columns<T, R> {
  private static final int MOST_ITEMS = 1 << 22;
  private static final long MOST_BYTES = 1 << 28;

  private sealed interface Column<T, R> {
    BufferSpec perItem();

    /** The part of its memory that belongs to a slice. */
    default MemorySegment part(MemorySegment memory, Slice slice) {
      long bytes = perItem().bytes();
      return memory.asSlice(slice.from() * bytes, slice.size() * bytes);
    }
  }

  private record In<T, R>(BufferSpec perItem, Function<T, MemorySegment> memory)
      implements Column<T, R> {}

  private record Out<T, R>(BufferSpec perItem, Function<R, MemorySegment> memory, boolean inPlace)
      implements Column<T, R> {}

  private record Parameter<T>(int index, ToIntFunction<T> value) {}

  /** What a program with one kernel says besides its columns. */
  private record Single<T, R>(
      KernelCall kernel, Function<T, R> newResult, Function<T, ItemOracle<R>> oracle) {}

  private final Optional<Single<T, R>> single;
  private final List<Column<T, R>> columns;
  private final List<Parameter<T>> parameters;

  private Columns(
      Optional<Single<T, R>> single, List<Column<T, R>> columns, List<Parameter<T>> parameters) {
    this.single = single;
    this.columns = columns;
    this.parameters = parameters;
  }

  /**
   * No columns yet.
   *
   * @param owner the class that declares the kernel
   * @param method its name; its buffers are the columns, in the order in which they are added
   * @param newResult an empty result for a whole task
   */
  public static <T, R> Columns<T, R> of(Class<?> owner, String method, Function<T, R> newResult) {
    KernelCall kernel = KernelCall.of(owner, method, 1);
    Function<T, ItemOracle<R>> none =
        task -> {
          throw new IllegalStateException("columns of " + method + ": checkedBy was not called");
        };
    return new Columns<>(Optional.of(new Single<>(kernel, newResult, none)), List.of(), List.of());
  }

  /** No columns yet, for a program that states its stages, result and oracle itself. */
  public static <T, R> Columns<T, R> ofStages() {
    return new Columns<>(Optional.empty(), List.of(), List.of());
  }

  /**
   * The same with a check.
   *
   * @param oracle recomputes items of a task by independent means, never by the kernel
   */
  public Columns<T, R> checkedBy(Function<T, ItemOracle<R>> oracle) {
    Single<T, R> checked = new Single<>(single().kernel, single().newResult, oracle);
    return new Columns<>(Optional.of(checked), columns, parameters);
  }

  private Single<T, R> single() {
    return single.orElseThrow(
        () -> new IllegalStateException("columns: the program says stages, result and oracle"));
  }

  /** An empty result for a whole task. */
  R newResult(T task) {
    return single().newResult.apply(task);
  }

  /** Recomputes items of a task. */
  ItemOracle<R> oracle(T task) {
    return single().oracle.apply(task);
  }

  /** The same with a column of ints that the kernel reads: see {@link #in}. */
  public Columns<T, R> inInts(String name, int perItem, Function<T, int[]> ints) {
    return in(name, ElementType.INT, perItem, ints.andThen(MemorySegment::ofArray));
  }

  /** The same with a column of longs that the kernel reads: see {@link #in}. */
  public Columns<T, R> inLongs(String name, int perItem, Function<T, long[]> longs) {
    return in(name, ElementType.LONG, perItem, longs.andThen(MemorySegment::ofArray));
  }

  /** The same with a column of ints that the kernel writes: see {@link #out}. */
  public Columns<T, R> outInts(String name, int perItem, Function<R, int[]> ints) {
    return out(name, ElementType.INT, perItem, ints.andThen(MemorySegment::ofArray));
  }

  /** The same with a column of longs that the kernel writes: see {@link #out}. */
  public Columns<T, R> outLongs(String name, int perItem, Function<R, long[]> longs) {
    return out(name, ElementType.LONG, perItem, longs.andThen(MemorySegment::ofArray));
  }

  /**
   * The same with a column that the kernel reads.
   *
   * @param perItem elements of one item, 1 or more
   * @param memory where the first item's elements start; item after item, without gaps
   */
  public Columns<T, R> in(
      String name, ElementType type, int perItem, Function<T, MemorySegment> memory) {
    return with(new In<>(BufferSpec.input(name, type, perItem), memory));
  }

  /**
   * The same with a column that the kernel writes: every element of each item.
   *
   * @param perItem elements of one item, 1 or more
   * @param memory where the first item's elements go; item after item, without gaps
   */
  public Columns<T, R> out(
      String name, ElementType type, int perItem, Function<R, MemorySegment> memory) {
    return with(new Out<>(BufferSpec.output(name, type, perItem), memory, true));
  }

  /**
   * The same with a column that the kernel writes and decode always copies. Use it for results
   * whose memory is made while the device works: the memory is not requested before decode.
   *
   * @param perItem elements of one item, 1 or more
   * @param memory called at decode
   */
  public Columns<T, R> outLater(
      String name, ElementType type, int perItem, Function<R, MemorySegment> memory) {
    return with(new Out<>(BufferSpec.output(name, type, perItem), memory, false));
  }

  /**
   * The same with a value that the kernel finds in its control array.
   *
   * @param index from {@link Control#FIRST_PARAMETER} to 15
   */
  public Columns<T, R> parameter(int index, ToIntFunction<T> value) {
    List<Parameter<T>> all = new ArrayList<>(parameters);
    all.add(new Parameter<>(index, value));
    return new Columns<>(single, columns, List.copyOf(all));
  }

  private Columns<T, R> with(Column<T, R> column) {
    List<Column<T, R>> all = new ArrayList<>(columns);
    all.add(column);
    return new Columns<>(single, List.copyOf(all), parameters);
  }

  /** Slices of any size with at most 2^22 items and at most 2^28 bytes in each column. */
  public Slicing slicing() {
    long most = columns.stream().mapToLong(column -> column.perItem().bytes()).max().orElse(1);
    long items = Math.clamp(Long.highestOneBit(MOST_BYTES / most), 1, MOST_ITEMS);
    return new Slicing((int) items, false, Math.max(1, bytesPerItem()));
  }

  /** Bytes in and out of one item. */
  public long bytesPerItem() {
    return columns.stream().mapToLong(column -> column.perItem().bytes()).sum();
  }

  /** The buffers of all columns. */
  public List<BufferSpec> buffers(int capacity) {
    return columns.stream().map(column -> column.perItem().times(capacity)).toList();
  }

  /**
   * All columns and the kernel as one stage: one turn an item.
   *
   * @throws IllegalStateException if the program lists its stages itself
   */
  public Stage<T> stage(int capacity) {
    KernelCall call = single().kernel;
    List<BufferSpec> buffers = buffers(capacity);
    List<String> names = buffers.stream().map(BufferSpec::name).toList();
    return Stage.<T>named(call.method())
        .brings(buffers)
        .launches(
            KernelCall.of(call.owner(), call.method(), capacity, names),
            (input, control) -> {
              control.items(input.slice().size());
              parameters.forEach(p -> control.parameter(p.index, p.value.applyAsInt(input.task())));
            });
  }

  /** The caller's own memory of one column, for a slice: see {@link Program#inPlace}. */
  public Optional<MemorySegment> inPlace(T task, Slice slice, R result, String buffer) {
    for (Column<T, R> column : columns) {
      if (column.perItem().name().equals(buffer)) {
        return switch (column) {
          case In<T, R> in -> Optional.of(in.part(in.memory.apply(task), slice));
          case Out<T, R> out when out.inPlace ->
              Optional.of(out.part(out.memory.apply(result), slice));
          case Out<T, R> _ -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }

  /** Copies a slice of each input column to the device's side. */
  public void encode(T task, Slice slice, Buffers buffers) {
    for (Column<T, R> column : columns) {
      if (column instanceof In<T, R> in && !buffers.inPlace(in.perItem.name())) {
        MemorySegment from = in.part(in.memory.apply(task), slice);
        ParallelCopy.copy(from, 0, buffers.payload(in.perItem.name()), 0, from.byteSize());
      }
    }
  }

  /** Copies a slice of each output column to the result. */
  public void decode(Slice slice, Buffers buffers, R result) {
    for (Column<T, R> column : columns) {
      if (column instanceof Out<T, R> out && !buffers.inPlace(out.perItem.name())) {
        MemorySegment to = out.part(out.memory.apply(result), slice);
        ParallelCopy.copy(buffers.payload(out.perItem.name()), 0, to, 0, to.byteSize());
      }
    }
  }
}
