package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.curve.Curve;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * ECDSA signatures to verify (SEC 1 v2, 4.1.4), on one curve, of hashes or of messages: SHA-256 of
 * a message is computed where its signature is verified. Only public data is involved.
 *
 * <pre>
 *   byte    0      32    64    96    128   160
 *           +------+-----+-----+-----+-----+
 *   item    | hash |  x  |  y  |  r  |  s  |     32 bytes each, big-endian
 *           +------+-----+-----+-----+-----+
 * </pre>
 *
 * <p>Memory that is given is not copied when the task is made: leave it unchanged and alive until
 * the task has finished.
 *
 * @param curve the curve
 * @param data the items, without gaps
 * @param forms an int an item in native order: 0 for a whole key, 2 or 3 for a compressed one (y is
 *     then ignored) of even or odd y, plus {@link #MESSAGE} if the item's hash is that of its
 *     message; or null if all keys are whole and all hashes given or all those of messages. {@link
 *     SignedItems} also puts the verdicts of malformed items here
 * @param count how many items, at least 1
 * @param lowS whether s above n/2 is refused
 * @param messages one an item, empty where the hash is given; or null if all hashes are given
 */
public record EcdsaBatch(
    Curve curve,
    MemorySegment data,
    @Nullable MemorySegment forms,
    long count,
    boolean lowS,
    @Nullable Records messages)
    implements Task<Verdicts> {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("ecdsa-verify");

  /** Bytes of an item. */
  public static final int ITEM_BYTES = 160;

  /**
   * Added to an item's form: its hash is SHA-256 of its message, and the bytes in its place idle.
   */
  public static final int MESSAGE = Codes.MESSAGE;

  public EcdsaBatch {
    if (count < 1 || data.byteSize() / ITEM_BYTES < count) {
      throw new IllegalArgumentException(
          "signatures: count=%d, data of %d bytes, accepted: count from 1, 160 bytes an item"
              .formatted(count, data.byteSize()));
    }
    if (forms != null && forms.byteSize() / 4 < count) {
      throw new IllegalArgumentException(
          "signatures: count=%d, forms of %d bytes, accepted: 4 bytes an item"
              .formatted(count, forms.byteSize()));
    }
    if (messages != null && messages.count() != count) {
      throw new IllegalArgumentException(
          "signatures: count=%d, messages=%d, accepted: as many"
              .formatted(count, messages.count()));
    }
    SharedMemory.requireInput("signatures: data", data);
    if (forms != null) {
      SharedMemory.requireInput("signatures: forms", forms);
    }
  }

  /** Items with whole keys and given hashes, laid out already: the fastest way in. */
  public static EcdsaBatch packed(Curve curve, MemorySegment data, long count, boolean lowS) {
    return new EcdsaBatch(curve, data, null, count, lowS, null);
  }

  /**
   * Items with whole keys, laid out already, whose hashes are those of these messages.
   *
   * @throws IllegalArgumentException if there are not as many messages as items
   */
  public EcdsaBatch of(Records signed) {
    return new EcdsaBatch(curve, data, forms, count, lowS, signed);
  }

  @Override
  public TaskType type() {
    return TYPE;
  }

  @Override
  public long items() {
    return count;
  }

  @Override
  public BoundProgram<Verdicts> program() {
    return BoundProgram.of(this, EcdsaVerify.of(this));
  }
}
