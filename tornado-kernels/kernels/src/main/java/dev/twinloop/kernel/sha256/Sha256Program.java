package dev.twinloop.kernel.sha256;

import dev.twinloop.task.BufferSpec;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.ElementType;
import dev.twinloop.task.ParallelCopy;
import dev.twinloop.task.Program;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Slicing;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** What the three programs share: digests, and the check by recomputing random items. */
sealed interface Sha256Program extends Program<Sha256Batch, Digests>
    permits Hash64, HashFixed, HashVariable {
  /** The program that suits these messages. */
  static Sha256Program of(Messages messages) {
    return switch (messages) {
      case Messages.Fixed fixed when fixed.messageBytes() == 64 -> new Hash64();
      case Messages.Fixed fixed -> new HashFixed(ByteClass.of(fixed.messageBytes()));
      case Messages.Variable all -> new HashVariable(MessageBuffers.of(all).bytesPerItem());
    };
  }

  /** Slices of items that take so many bytes in, 32 of digest and 4 of receipt out. */
  static Slicing slicing(int bytesPerItem) {
    return new Slicing(ByteClass.maxItems(bytesPerItem), false, bytesPerItem + Digests.BYTES);
  }

  static BufferSpec digests(int capacity) {
    return BufferSpec.output("digests", ElementType.INT, 8L * capacity);
  }

  @Override
  default Digests newResult(Sha256Batch task) {
    var out = task.out();
    return out == null ? Digests.allocate(task.items()) : Digests.in(out, task.items());
  }

  /** Messages without gaps are what the kernels read, and digests what they write. */
  @Override
  default Optional<MemorySegment> inPlace(
      Sha256Batch task, Slice slice, Digests result, String buffer) {
    long bytes = (long) slice.size() * Digests.BYTES;
    return switch (buffer) {
      case "digests" -> Optional.of(result.segment().asSlice(slice.from() * Digests.BYTES, bytes));
      case "messages" ->
          task.messages() instanceof Messages.Fixed fixed && fixed.gapless()
              ? Optional.of(fixed.between(slice.from(), slice.to()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  @Override
  default void decode(Sha256Batch task, Slice slice, Buffers buffers, Digests result) {
    if (buffers.inPlace("digests")) {
      return;
    }
    ParallelCopy.copy(
        buffers.payload("digests"),
        0,
        result.segment(),
        slice.from() * Digests.BYTES,
        (long) slice.size() * Digests.BYTES);
  }

  @Override
  default CheckOutcome check(Sha256Batch task, Slice slice, Digests result, Sampler sampler) {
    Recomputed recomputed = new Recomputed(task.messages());
    while (sampler.hasNext()) {
      long item = slice.from() + sampler.next();
      if (!recomputed.agrees(item, result)) {
        return new CheckOutcome.Mismatch(
            item, "sha256: expected=%s, actual=%s".formatted(recomputed.hex(), result.hex(item)));
      }
    }
    return new CheckOutcome.Passed(sampler.taken());
  }
}
