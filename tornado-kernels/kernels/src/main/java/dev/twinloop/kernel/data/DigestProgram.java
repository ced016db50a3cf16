package dev.twinloop.kernel.data;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Control;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.KernelCall;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import dev.twinloop.task.Stage;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/**
 * One kernel that hashes records, one a loop turn, whatever the hash function. A hash function
 * brings a class of three kernels (and what constants they take), and an oracle.
 *
 * <pre>
 *   BYTES_64   hash64(control, receipt, [constants,] messages, digests)
 *   FIXED      hashFixed(control, receipt, [constants,] messages, digests), control[LENGTH]
 *   VARIABLE   hashVariable(control, receipt, [constants,] messages, offsets, digests)
 * </pre>
 *
 * @param <T> the task
 */
public interface DigestProgram<T extends DigestTask> extends Program<T, Digests> {
  /** Control parameter of {@code hashFixed}: the length of every message in bytes. */
  int LENGTH = Control.FIRST_PARAMETER;

  /** The buffer of digests, {@code digestBytes() / 4} ints each. */
  String DIGESTS = "digests";

  /** What the kernel is compiled for. */
  RecordForm form();

  /** Message buffer for each item of capacity: a power of two from 16 to 2^20. */
  int bytesPerItem();

  /** The class that declares the three kernels. */
  Class<?> kernels();

  /** An empty stage, or one that brings constants, which the kernels take before the messages. */
  default Stage<T> tables() {
    return Stage.named("hash");
  }

  /** Length of one digest in bytes, a multiple of 4; 32 unless the hash function says otherwise. */
  default int digestBytes() {
    return Digests.BYTES;
  }

  /** The same hash function by independent means. */
  DigestOracle oracle();

  private RecordBuffers records() {
    return new RecordBuffers(bytesPerItem());
  }

  @Override
  default Slicing slicing() {
    return new Slicing(records().maxItems(), false, bytesPerItem() + digestBytes());
  }

  @Override
  default long sliceEnd(T task, long from, int wanted) {
    return records().sliceEnd(task.messages(), from, wanted);
  }

  @Override
  default int capacity(T task, Slice slice) {
    return records().capacity(task.messages(), slice);
  }

  @Override
  default List<Stage<T>> stages(int capacity) {
    Stage<T> stage =
        tables()
            .brings(messages(capacity))
            .brings(BufferSpec.output(DIGESTS, ElementType.INT, digestBytes() / 4L * capacity));
    String method =
        switch (form()) {
          case BYTES_64 -> "hash64";
          case FIXED -> "hashFixed";
          case VARIABLE -> "hashVariable";
        };
    List<String> names = stage.buffers().stream().map(BufferSpec::name).toList();
    return List.of(
        stage.launches(
            KernelCall.of(kernels(), method, capacity, names),
            (input, control) -> {
              control.items(input.slice().size());
              if (input.task().messages() instanceof Records.Fixed fixed) {
                control.parameter(LENGTH, fixed.recordBytes());
              }
            }));
  }

  private List<BufferSpec> messages(int capacity) {
    return switch (form()) {
      case BYTES_64 ->
          List.of(BufferSpec.input(RecordBuffers.MESSAGES, ElementType.INT, 16L * capacity));
      case FIXED -> List.of(records().messages(capacity));
      case VARIABLE -> records().buffers(capacity);
    };
  }

  @Override
  default Digests newResult(T task) {
    MemorySegment out = task.out();
    return out == null
        ? Digests.allocate(digestBytes(), task.items())
        : Digests.in(out, digestBytes(), task.items());
  }

  /** Messages without gaps are what the kernels read, and digests what they write. */
  @Override
  default Optional<MemorySegment> inPlace(T task, Slice slice, Digests result, String buffer) {
    return switch (buffer) {
      case DIGESTS -> Optional.of(result.between(slice.from(), slice.to()));
      case RecordBuffers.MESSAGES ->
          task.messages() instanceof Records.Fixed fixed && fixed.gapless()
              ? Optional.of(fixed.between(slice.from(), slice.to()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  @Override
  default void encode(T task, Slice slice, Buffers buffers) {
    switch (task.messages()) {
      case Records.Fixed fixed -> {
        if (!buffers.inPlace(RecordBuffers.MESSAGES)) {
          fixed.pack(slice.from(), slice.to(), buffers.payload(RecordBuffers.MESSAGES));
        }
      }
      case Records.Variable all -> records().encode(all, slice, buffers);
    }
  }

  @Override
  default void decode(T task, Slice slice, Buffers buffers, Digests result) {
    if (!buffers.inPlace(DIGESTS)) {
      MemorySegment to = result.between(slice.from(), slice.to());
      ParallelCopy.copy(buffers.payload(DIGESTS), 0, to, 0, to.byteSize());
    }
  }

  @Override
  default CheckOutcome check(T task, Slice slice, Digests result, Sampler sampler) {
    return new DigestAgain(task, oracle()).check(slice, result, sampler);
  }
}
