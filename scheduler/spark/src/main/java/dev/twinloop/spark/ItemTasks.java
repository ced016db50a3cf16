package dev.twinloop.spark;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.ecdsa.Verdicts;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.keccak.Keccak256Batch;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.task.Task;
import java.io.Serializable;
import java.lang.foreign.MemorySegment;

/** The built-in workloads that compute one result a record. */
public final class ItemTasks {
  private ItemTasks() {}

  /** SHA-256 (FIPS 180-4) of each record of 0 to 2^20 bytes: 32 bytes each. */
  public static ItemWise<Digests> sha256() {
    return new Hashing((records, out) -> new Sha256Batch(records, out));
  }

  /** Keccak-256 (padding 0x01, as Ethereum has it) of each record of 0 to 2^20 bytes: 32 bytes. */
  public static ItemWise<Digests> keccak256() {
    return new Hashing((records, out) -> new Keccak256Batch(records, out));
  }

  /**
   * ECDSA verification of each record of 160 bytes (see {@link EcdsaBatch}: x, y, r, s, hash, 32
   * bytes each, big-endian): one byte each, 1 where the signature is good, else 0.
   *
   * @param lowS whether s above n/2 is refused
   */
  public static ItemWise<Verdicts> ecdsaVerify(Group curve, boolean lowS) {
    return new EcdsaVerification(curve.name(), lowS);
  }

  /** Makes the task of a hash function. */
  private interface HashTask extends Serializable {
    Task<Digests> of(Records records, MemorySegment out);
  }

  private record Hashing(HashTask hash) implements ItemWise<Digests> {
    @Override
    public int outputBytes() {
      return Digests.BYTES;
    }

    @Override
    public Task<Digests> task(RecordMemory batch) {
      Records messages =
          batch.offsets() == null
              ? new Records.Fixed(
                  batch.data(), batch.recordBytes(), batch.recordBytes(), batch.count())
              : new Records.Variable(batch.data(), batch.requireOffsets());
      return hash.of(messages, batch.out());
    }

    @Override
    public byte[] results(Digests result, RecordMemory batch) {
      return result.segment().toArray(JAVA_BYTE);
    }
  }

  /** By the curve's name, which travels. */
  private record EcdsaVerification(String curve, boolean lowS) implements ItemWise<Verdicts> {
    @Override
    public int outputBytes() {
      return 1;
    }

    @Override
    public Task<Verdicts> task(RecordMemory batch) {
      if (batch.recordBytes() != EcdsaBatch.ITEM_BYTES) {
        throw new IllegalArgumentException(
            "ecdsa verify: recordBytes=%d (0: they differ), accepted: %d"
                .formatted(batch.recordBytes(), EcdsaBatch.ITEM_BYTES));
      }
      return EcdsaBatch.packed(Group.valueOf(curve), batch.data(), batch.count(), lowS);
    }

    @Override
    public byte[] results(Verdicts result, RecordMemory batch) {
      byte[] valid = new byte[Math.toIntExact(batch.count())];
      for (int i = 0; i < valid.length; i++) {
        valid[i] = (byte) (result.valid(i) ? 1 : 0);
      }
      return valid;
    }
  }
}
