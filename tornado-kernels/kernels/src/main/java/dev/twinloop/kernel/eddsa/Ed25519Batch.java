package dev.twinloop.kernel.eddsa;

import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.data.SharedMemory;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Task;
import dev.twinloop.task.TaskType;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Objects;

/**
 * Ed25519 signatures to verify (RFC 8032 5.1.7, PureEdDSA) under a {@link Rule}: SHA-512 is
 * computed where a signature is verified. Only public data is involved: there is no signing here
 * and no private key.
 *
 * <pre>
 *   byte    0            32    64    96
 *           +------------+-----+-----+
 *   item    | public key |  R  |  S  |     as RFC 8032 encodes them; R and S are the signature
 *           +------------+-----+-----+
 * </pre>
 *
 * <p>Memory that is given is not copied when the task is made: leave it unchanged and alive until
 * the task has finished.
 *
 * @param data the items, without gaps
 * @param messages one an item, each of 0 to 2^20 bytes; {@link SignedMessages} takes longer ones
 * @param rule what is accepted
 * @param exceptions items that are not what they look like; {@link Exceptions#NONE} as a rule
 */
public record Ed25519Batch(MemorySegment data, Records messages, Rule rule, Exceptions exceptions)
    implements Task<Verdicts> {
  /** The name of this kind of work. */
  public static final TaskType TYPE = new TaskType("ed25519-verify");

  /** Bytes of an item. */
  public static final int ITEM_BYTES = 96;

  public Ed25519Batch {
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(exceptions, "exceptions");
    long count = messages.count();
    if (data.byteSize() / ITEM_BYTES < count) {
      throw new IllegalArgumentException(
          "signatures: messages=%d, data of %d bytes, accepted: 96 bytes a message"
              .formatted(count, data.byteSize()));
    }
    SharedMemory.requireInput("signatures: data", data);
  }

  /** Items that are laid out already: the fastest way in. */
  public static Ed25519Batch packed(MemorySegment data, Records messages, Rule rule) {
    return new Ed25519Batch(data, messages, rule, Exceptions.NONE);
  }

  /**
   * Signatures in arrays, which are copied now. A key or a signature of a wrong length is not
   * refused: it gets its verdict.
   *
   * @throws IllegalArgumentException if there are none, or not as many of each
   */
  public static Ed25519Batch of(
      List<byte[]> publicKeys, List<byte[]> messages, List<byte[]> signatures, Rule rule) {
    if (publicKeys.size() != messages.size() || messages.size() != signatures.size()) {
      throw new IllegalArgumentException(
          "signatures: publicKeys=%d, messages=%d, signatures=%d, accepted: as many"
              .formatted(publicKeys.size(), messages.size(), signatures.size()));
    }
    SignedMessages items = new SignedMessages(Math.max(1, messages.size()));
    for (int i = 0; i < messages.size(); i++) {
      items.add(publicKeys.get(i), messages.get(i), signatures.get(i));
    }
    return items.verify(rule);
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
  public BoundProgram<Verdicts> program() {
    return BoundProgram.of(this, Ed25519Verify.of(this));
  }
}
