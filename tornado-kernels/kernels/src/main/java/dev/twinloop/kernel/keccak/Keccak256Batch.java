// Generated from DigestBatch.java.template by GeneratedKernels: do not edit.
package dev.twinloop.kernel.keccak;

import dev.twinloop.kernel.data.DigestTask;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keccak-256 of many messages, each of 0 to 2^20 bytes: Keccak[c=512] with 256 bits of output and
 * the padding of the submission to NIST (0x01), as Ethereum and Monero use it. SHA3-256 of FIPS 202
 * pads otherwise (0x06) and gives other digests.
 *
 * <p>Messages in memory segments are not copied when the task is made: leave them unchanged and
 * alive until it has finished. Fastest are messages of 64 bytes without gaps, off-heap.
 *
 * @param messages what to hash
 * @param out where the digests go: writable, at least {@code 32 * count} bytes, apart from the
 *     messages and their offsets; or null to have memory allocated
 */
public record Keccak256Batch(Records messages, @Nullable MemorySegment out) implements DigestTask {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("keccak-256");

  public Keccak256Batch {
    DigestTask.requireRoom(messages, out, Digests.BYTES);
  }

  /** Messages that are copied now. */
  public static Keccak256Batch of(byte[]... messages) {
    return of(List.of(messages));
  }

  /**
   * Messages that are copied now.
   *
   * @throws IllegalArgumentException if there is none, or one is longer than 2^20 bytes
   */
  public static Keccak256Batch of(List<byte[]> messages) {
    return new Keccak256Batch(Records.of(messages), null);
  }

  /**
   * Messages of one length, every {@code strideBytes}, not copied.
   *
   * @throws IllegalArgumentException for values outside the limits of {@link Records.Fixed}
   */
  public static Keccak256Batch fixed(
      MemorySegment data, int recordBytes, long strideBytes, long count) {
    return new Keccak256Batch(new Records.Fixed(data, recordBytes, strideBytes, count), null);
  }

  /**
   * Messages of any lengths, one after the other, not copied.
   *
   * @param offsets {@code count + 1} longs in native byte order; see {@link Records.Variable}
   * @throws IllegalArgumentException if an offset is out of order or out of {@code data}, or a
   *     message is longer than 2^20 bytes
   */
  public static Keccak256Batch variable(MemorySegment data, MemorySegment offsets) {
    return new Keccak256Batch(new Records.Variable(data, offsets), null);
  }

  /** The same batch with its digests written to the start of {@code memory}. */
  public Keccak256Batch into(MemorySegment memory) {
    return new Keccak256Batch(messages, memory);
  }

  @Override
  public TaskType type() {
    return TYPE;
  }

  @Override
  public BoundProgram<Digests> program() {
    return BoundProgram.of(this, Keccak256Program.of(messages));
  }
}
