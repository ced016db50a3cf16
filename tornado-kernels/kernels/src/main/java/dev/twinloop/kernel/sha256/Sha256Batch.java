package dev.twinloop.kernel.sha256;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of many messages (FIPS 180-4), each of 0 to 2^20 bytes.
 *
 * <p>Messages in memory segments are not copied when the task is made: leave them unchanged and
 * alive until it has finished. Fastest are 64-byte messages without gaps, off-heap.
 *
 * @param messages what to hash
 * @param out where the digests go: writable, at least {@code 32 * count} bytes; or null to have
 *     memory allocated
 */
public record Sha256Batch(Messages messages, @Nullable MemorySegment out) implements Task<Digests> {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("sha256");

  public Sha256Batch {
    if (out != null) {
      if (out.isReadOnly() || out.byteSize() / Digests.BYTES < messages.count()) {
        throw new IllegalArgumentException(
            "digests: out of %d bytes%s, accepted: writable, at least 32 * %d bytes"
                .formatted(
                    out.byteSize(), out.isReadOnly() ? ", read-only" : "", messages.count()));
      }
      Messages.requireShared("digests: out", out);
    }
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
    long bytes = 0;
    for (byte[] message : messages) {
      bytes += message.length;
    }
    MemorySegment data = Arena.ofAuto().allocate(bytes);
    MemorySegment offsets = MemorySegment.ofArray(new long[messages.size() + 1]);
    long at = 0;
    boolean uniform = true;
    for (int i = 0; i < messages.size(); i++) {
      byte[] message = messages.get(i);
      MemorySegment.copy(MemorySegment.ofArray(message), 0, data, at, message.length);
      at += message.length;
      offsets.set(JAVA_LONG_UNALIGNED, 8L * (i + 1), at);
      uniform &= message.length == messages.getFirst().length;
    }
    return uniform && !messages.isEmpty()
        ? fixed(data, messages.getFirst().length, messages.getFirst().length, messages.size())
        : variable(data, offsets);
  }

  /**
   * Messages of one length, every {@code strideBytes}, not copied.
   *
   * @throws IllegalArgumentException for values outside the limits of {@link Messages.Fixed}
   */
  public static Sha256Batch fixed(
      MemorySegment data, int messageBytes, long strideBytes, long count) {
    return new Sha256Batch(new Messages.Fixed(data, messageBytes, strideBytes, count), null);
  }

  /**
   * Messages of any lengths, one after the other, not copied.
   *
   * @param offsets {@code count + 1} longs in native byte order; see {@link Messages.Variable}
   * @throws IllegalArgumentException if an offset is out of order or out of {@code data}, or a
   *     message is longer than 2^20 bytes
   */
  public static Sha256Batch variable(MemorySegment data, MemorySegment offsets) {
    return new Sha256Batch(new Messages.Variable(data, offsets), null);
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
  public long items() {
    return messages.count();
  }

  @Override
  public BoundProgram<Digests> program() {
    return BoundProgram.of(this, Sha256Program.of(messages));
  }
}
