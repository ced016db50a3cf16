package dev.twinloop.kernel.ecdsa;

import dev.twinloop.kernel.data.Malformed;
import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * ECDSA signatures on secp256k1 whose public keys are to be recovered (SEC 1 v2, 4.1.6), with their
 * Ethereum-style addresses. Items lie as the input of Ethereum's {@code ecrecover} does. Only
 * public data is involved.
 *
 * <pre>
 *   byte    0      32    64    96    128
 *           +------+-----+-----+-----+
 *   item    | hash |  v  |  r  |  s  |     32 bytes each, big-endian
 *           +------+-----+-----+-----+
 * </pre>
 *
 * <p>v is 0 to 3, or 27 or 28 for 0 or 1: bit 0 is the parity of y of the signature's point, bit 1
 * says that its x is r + n; every other v has no key. High s is accepted. A recovered key is one
 * under which the signature verifies; whose it is, is for the caller to judge.
 *
 * <p>Memory is not copied when the task is made: leave it unchanged and alive until the task has
 * finished.
 *
 * @param data the items, without gaps
 * @param count how many items, at least 1
 * @param malformed the items that {@link RecoverableSignatures} has judged already
 */
public record EcdsaRecover(MemorySegment data, long count, Malformed malformed)
    implements Task<RecoveredKeys> {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("ecdsa-recover");

  /** Bytes of an item. */
  public static final int ITEM_BYTES = 128;

  public EcdsaRecover {
    if (count < 1 || data.byteSize() / ITEM_BYTES < count) {
      throw new IllegalArgumentException(
          "signatures: count=%d, data of %d bytes, accepted: count from 1, 128 bytes an item"
              .formatted(count, data.byteSize()));
    }
    Objects.requireNonNull(malformed, "malformed");
    SharedMemory.requireInput("signatures: data", data);
  }

  /** Items that are laid out already: the fastest way in. */
  public static EcdsaRecover packed(MemorySegment data, long count) {
    return new EcdsaRecover(data, count, Malformed.NONE);
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
  public BoundProgram<RecoveredKeys> program() {
    return BoundProgram.of(this, new KeyRecovery());
  }
}
