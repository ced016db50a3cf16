// Generated from DigestBatch.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.sha256;

import dev.twinloop.kernel.data.DigestTask;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of many messages (FIPS 180-4), each of 0 to 2^20 bytes.
 *
 * <p>Messages in memory segments are not copied when the task is made: leave them unchanged and
 * alive until it has finished. Fastest are messages of 64 bytes without gaps, off-heap.
 *
 * @param messages what to hash
 * @param out where the digests go: writable, at least {@code 32 * count} bytes, apart from the
 *     messages and their offsets; or null to have memory allocated
 */
public record Sha256Batch(Records messages, @Nullable MemorySegment out) implements DigestTask {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("sha256");

  public Sha256Batch {
    DigestTask.requireRoom(messages, out, Digests.BYTES);
  }

  /** Messages that are copied now. */
  public static Sha256Batch of(byte[]... messages) {
    return of(List.of(messages));
  }

  /**
   * Messages that are copied now.
   *
   * @throws IllegalArgumentException if there is none, or one is longer than 2^20 bytes
   */
  public static Sha256Batch of(List<byte[]> messages) {
    return new Sha256Batch(Records.of(messages), null);
  }

  /**
   * Messages of one length, every {@code strideBytes}, not copied.
   *
   * @throws IllegalArgumentException for values outside the limits of {@link Records.Fixed}
   */
  public static Sha256Batch fixed(
      MemorySegment data, int recordBytes, long strideBytes, long count) {
    return new Sha256Batch(new Records.Fixed(data, recordBytes, strideBytes, count), null);
  }

  /**
   * Messages of any lengths, one after the other, not copied.
   *
   * @param offsets {@code count + 1} longs in native byte order; see {@link Records.Variable}
   * @throws IllegalArgumentException if an offset is out of order or out of {@code data}, or a
   *     message is longer than 2^20 bytes
   */
  public static Sha256Batch variable(MemorySegment data, MemorySegment offsets) {
    return new Sha256Batch(new Records.Variable(data, offsets), null);
  }

  /** The same batch with its digests written to the start of {@code memory}. */
  public Sha256Batch into(MemorySegment memory) {
    return new Sha256Batch(messages, memory);
  }

  @Override
  public TaskType type() {
    return TYPE;
  }

  @Override
  public BoundProgram<Digests> program() {
    return BoundProgram.of(this, Sha256Program.of(messages));
  }
}
