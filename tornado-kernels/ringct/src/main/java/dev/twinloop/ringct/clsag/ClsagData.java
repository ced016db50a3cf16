package dev.twinloop.ringct.clsag;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The signatures of a {@link ClsagBatch}: laid out already, or laid out when a slice goes to a
 * device, which saves memory and a copy. Read by several threads.
 */
public sealed interface ClsagData {
  /** How many signatures there are room for, or are, over rings of this size. */
  long count(int ringSize);

  /** The memory of a slice, where it is laid out already. */
  Optional<MemorySegment> inPlace(int ringSize, Slice slice);

  /** Lays out a slice from the first byte of some memory on. */
  void write(int ringSize, Slice slice, MemorySegment to);

  /** One signature, laid out. */
  byte[] packed(int ringSize, long item);

  /**
   * Laid out, item after item without gaps.
   *
   * @param items as {@link ClsagBatch} draws them
   */
  record LaidOut(MemorySegment items) implements ClsagData {
    @Override
    public long count(int ringSize) {
      return items.byteSize() / new ClsagLayout(ringSize).bytes();
    }

    @Override
    public Optional<MemorySegment> inPlace(int ringSize, Slice slice) {
      long bytes = new ClsagLayout(ringSize).bytes();
      return Optional.of(items.asSlice(slice.from() * bytes, slice.size() * bytes));
    }

    @Override
    public void write(int ringSize, Slice slice, MemorySegment to) {
      long bytes = new ClsagLayout(ringSize).bytes();
      ParallelCopy.copy(items, slice.from() * bytes, to, 0, slice.size() * bytes);
    }

    @Override
    public byte[] packed(int ringSize, long item) {
      int bytes = new ClsagLayout(ringSize).bytes();
      return items.asSlice(item * bytes, bytes).toArray(JAVA_BYTE);
    }
  }

  /**
   * As they came.
   *
   * @param all each well-formed ({@link ClsagStatement#problem}), over rings of one size
   */
  record Statements(List<ClsagStatement> all) implements ClsagData {
    @Override
    public long count(int ringSize) {
      return all.size();
    }

    @Override
    public Optional<MemorySegment> inPlace(int ringSize, Slice slice) {
      return Optional.empty();
    }

    @Override
    public void write(int ringSize, Slice slice, MemorySegment to) {
      long bytes = new ClsagLayout(ringSize).bytes();
      int first = Math.toIntExact(slice.from());
      IntStream.range(0, slice.size())
          .parallel()
          .forEach(i -> all.get(first + i).pack(to, bytes * i));
    }

    @Override
    public byte[] packed(int ringSize, long item) {
      return all.get(Math.toIntExact(item)).packed();
    }
  }
}
