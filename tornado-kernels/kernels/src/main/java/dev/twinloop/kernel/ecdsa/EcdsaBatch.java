package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.kernel.ecdsa.kernels.Codes;
import dev.twinloop.kernel.ecdsa.plan.PointPrograms;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Objects;
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
 * @param data the items, without gaps; y of a compressed key and the hash of a message are passed
 *     over
 * @param forms how each key is encoded; or null if all are uncompressed
 * @param count how many items, at least 1
 * @param lowS whether s above n/2 is refused
 * @param messages one an item, whose SHA-256 was signed; or null if all hashes are given. {@link
 *     SignedItems} mixes both
 */
public record EcdsaBatch(
    Group curve,
    MemorySegment data,
    @Nullable ItemForms forms,
    long count,
    boolean lowS,
    @Nullable Records messages)
    implements Task<Verdicts> {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("ecdsa-verify");

  /** Bytes of an item. */
  public static final int ITEM_BYTES = 160;

  /** The curves that there are kernels for. */
  public static List<Group> curves() {
    return PointPrograms.KERNELS.values();
  }

  public EcdsaBatch {
    Objects.requireNonNull(curve, "curve");
    PointPrograms.KERNELS.of(curve);
    if (count < 1 || data.byteSize() / ITEM_BYTES < count) {
      throw new IllegalArgumentException(
          "signatures: count=%d, data of %d bytes, accepted: count from 1, 160 bytes an item"
              .formatted(count, data.byteSize()));
    }
    if (forms != null && forms.count() != count) {
      throw new IllegalArgumentException(
          "signatures: count=%d, forms=%d, accepted: as many".formatted(count, forms.count()));
    }
    if (forms != null && forms.mixed() && messages == null) {
      throw new IllegalArgumentException(
          "signatures: no messages, accepted with these forms: a message an item");
    }
    if (messages != null && messages.count() != count) {
      throw new IllegalArgumentException(
          "signatures: count=%d, messages=%d, accepted: as many"
              .formatted(count, messages.count()));
    }
    SharedMemory.requireInput("signatures: data", data);
  }

  /** Items with uncompressed keys and given hashes, laid out already: the fastest way in. */
  public static EcdsaBatch packed(Group curve, MemorySegment data, long count, boolean lowS) {
    return new EcdsaBatch(curve, data, null, count, lowS, null);
  }

  /**
   * The same items, whose keys are encoded so.
   *
   * @throws IllegalArgumentException if there are not as many encodings as items
   */
  public EcdsaBatch withKeys(ItemForms keys) {
    return new EcdsaBatch(curve, data, keys, count, lowS, messages);
  }

  /**
   * The same items, whose hashes are those of these messages.
   *
   * @throws IllegalArgumentException if there are not as many messages as items
   */
  public EcdsaBatch of(Records signed) {
    return new EcdsaBatch(curve, data, forms, count, lowS, signed);
  }

  /** The 32 bytes that an item's signature is of: its own, or those of its message. */
  MemorySegment hash(long item) {
    boolean own = forms != null && forms.mixed() && (forms.code(item) & Codes.MESSAGE) == 0;
    if (messages == null || own) {
      return data.asSlice(item * ITEM_BYTES, SignedItems.HASH_BYTES);
    }
    MemorySegment message = messages.data().asSlice(messages.offset(item), messages.bytes(item));
    return MemorySegment.ofArray(SignedItems.sha256(message.toArray(ValueLayout.JAVA_BYTE)));
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
