package dev.twinloop.ringct.tx;

import dev.twinloop.ringct.Keccak;
import java.util.Arrays;
import java.util.Objects;

/**
 * A transaction of version 2 whose ring signatures are CLSAGs (types 5 and 6), read from its blob
 * [monero: cryptonote_basic.h, rctTypes.h].
 *
 * <pre>
 *   prefix    varint version = 2, unlock time; varint count, inputs; varint count, outputs;
 *             varint length, extra
 *     input   0x02, varint amount, varint n, n varint relative indices of the ring, 32 key image
 *     output  varint amount = 0, 0x02 ‖ 32 key  or  0x03 ‖ 32 key ‖ 1 view tag
 *   base      type, varint fee, 8 an output (encrypted amount), 32 an output (commitment)
 *   prunable  varint 1, range proof; an input: n s, c1, D; an input: pseudo output
 * </pre>
 *
 * <p>A blob is hostile input: it has at most {@link #MOST_BYTES} bytes; nothing is allocated for a
 * count that the rest of it could not fill; and what is kept is the blob and one int for each input
 * and output. Elements are given as their 32 bytes, unchecked: whether they are points or reduced
 * scalars is for the verifiers to say. Immutable.
 */
public final class Transaction {
  /** The longest blob: Monero's {@code CRYPTONOTE_MAX_TX_SIZE}. */
  public static final int MOST_BYTES = 1_000_000;

  private static final int ELEMENT = Layout.ELEMENT;

  private final byte[] blob;
  private final Layout layout;

  private Transaction(byte[] blob, Layout layout) {
    this.blob = blob;
    this.layout = layout;
  }

  /**
   * Reads a blob, which is copied.
   *
   * @throws TransactionException if it is no such transaction; the message names the offset, the
   *     value and what is accepted
   */
  public static Transaction parse(byte[] blob) throws TransactionException {
    if (blob.length > MOST_BYTES) {
      throw new TransactionException(
          "transaction: " + blob.length + " bytes, accepted: up to " + MOST_BYTES);
    }
    byte[] own = blob.clone();
    return new Transaction(own, Layout.of(own));
  }

  /** Which range proof it has, and so its type. */
  public RangeProofKind rangeProofKind() {
    return layout.kind;
  }

  /** How many inputs, at least 1. */
  public int inputs() {
    return layout.keyImages.length;
  }

  /** How many outputs, 1 to 16. */
  public int outputs() {
    return layout.outputKeys.length;
  }

  /** How many members each input's ring has, at least 1. */
  public int ringSize() {
    return layout.ringSize;
  }

  /** The fee in atomic units, unsigned. */
  public long fee() {
    return layout.fee;
  }

  /** Height or time until which the outputs are locked, unsigned. */
  public long unlockTime() {
    return layout.unlockTime;
  }

  /** What was hashed of it: its id. */
  public byte[] id() {
    Keccak keccak = new Keccak();
    byte[] prefix = hash(keccak, 0, layout.prefixEnd);
    byte[] base = hash(keccak, layout.prefixEnd, layout.baseEnd);
    byte[] prunable = hash(keccak, layout.baseEnd, blob.length);
    return keccak.add(prefix).add(base).add(prunable).digest();
  }

  /** What its ring signatures sign [monero: get_pre_mlsag_hash]. */
  public byte[] message() {
    Keccak keccak = new Keccak();
    byte[] prefix = hash(keccak, 0, layout.prefixEnd);
    byte[] base = hash(keccak, layout.prefixEnd, layout.baseEnd);
    layout.eachProofPart((from, bytes) -> keccak.add(blob, from, bytes));
    byte[] proof = keccak.digest();
    return keccak.add(prefix).add(base).add(proof).digest();
  }

  /** The key image of an input. */
  public byte[] keyImage(int input) {
    return element(layout.keyImages[input]);
  }

  /**
   * The positions of an input's ring among all outputs of its amount, as they are sent: the first
   * absolute, each other relative to the one before.
   */
  public long[] ringIndices(int input) {
    BlobReader reader = new BlobReader(blob);
    long[] indices = new long[layout.ringSize];
    try {
      reader.skip(layout.rings[input], "ring");
      for (int k = 0; k < indices.length; k++) {
        indices[k] = reader.varint("ring");
      }
    } catch (TransactionException e) {
      throw new IllegalStateException("it was read before", e);
    }
    return indices;
  }

  /** The one-time key of an output. */
  public byte[] outputKey(int output) {
    return element(layout.outputKeys[output]);
  }

  /** The commitment to the amount of an output: {@code outPk}. */
  public byte[] commitment(int output) {
    Objects.checkIndex(output, outputs());
    return element(layout.commitments + ELEMENT * output);
  }

  /** The pseudo output of an input: the commitment that its ring signature speaks of. */
  public byte[] pseudoOutput(int input) {
    Objects.checkIndex(input, inputs());
    return element(layout.pseudoOutputs + ELEMENT * input);
  }

  /** The ring signature of an input: s of each member, c1, D, 32 bytes each. */
  public byte[] signature(int input) {
    Objects.checkIndex(input, inputs());
    int bytes = (int) layout.signatureBytes();
    int from = layout.signatures + input * bytes;
    return Arrays.copyOfRange(blob, from, from + bytes);
  }

  /** How many elements L has, and R: 6 + log2 of the outputs, rounded up. */
  public int proofRounds() {
    return layout.rounds;
  }

  /**
   * The elements of the range proof, 32 bytes each, one behind the other: of Bulletproofs+ A, A1,
   * B, r1, s1, d1, L…, R…; of Bulletproofs A, S, T1, T2, taux, mu, L…, R…, a, b, t.
   */
  public byte[] proofElements() {
    return layout.proofElements(blob);
  }

  private byte[] hash(Keccak keccak, int from, int to) {
    return keccak.add(blob, from, to - from).digest();
  }

  private byte[] element(int from) {
    return Arrays.copyOfRange(blob, from, from + ELEMENT);
  }
}
