package dev.twinloop.spark;

import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.ecdsa.Verdicts;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.keccak.Keccak256Batch;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.kernel.sha512.Sha512Batch;
import dev.twinloop.task.Task;
import java.io.Serializable;

/**
 * Work that computes one result a record: the built-in workloads, and {@link #of} for any other.
 *
 * {@snippet :
 * ItemWise<RecoveredKeys> addresses =
 *     ItemTasks.of(
 *         20,
 *         batch -> EcdsaRecover.packed(batch.requireEach(128, "ecdsa recover"), batch.count()),
 *         (keys, batch) -> keys.addresses().toArray(ValueLayout.JAVA_BYTE));
 * }
 */
public final class ItemTasks {
  private ItemTasks() {}

  /**
   * Work of your own.
   *
   * @param outputBytes the length of each result, 1 or more
   * @param task makes the task over a batch; throws {@link IllegalArgumentException} for records
   *     that it does not take
   * @param results the results, {@code outputBytes} each, in the order of the records
   * @throws IllegalArgumentException if {@code outputBytes} is below 1
   */
  public static <R> ItemWise<R> of(int outputBytes, TaskOf<R> task, ResultsOf<R> results) {
    if (outputBytes < 1) {
      throw new IllegalArgumentException("results: bytes=" + outputBytes + ", accepted: from 1");
    }
    return new Given<>(outputBytes, task, results);
  }

  /**
   * Makes the task over a batch.
   *
   * @param <R> the task's result type
   */
  @FunctionalInterface
  public interface TaskOf<R> extends Serializable {
    /** The task. */
    Task<R> task(RecordMemory batch);
  }

  /**
   * Makes records of a task's result.
   *
   * @param <R> the task's result type
   */
  @FunctionalInterface
  public interface ResultsOf<R> extends Serializable {
    /** The results, one after the other. */
    byte[] results(R result, RecordMemory batch);
  }

  /** SHA-256 (FIPS 180-4) of each record of 0 to 2^20 bytes: 32 bytes each. */
  public static ItemWise<Digests> sha256() {
    return digests(batch -> new Sha256Batch(batch.records(), batch.out()));
  }

  /** SHA-512 (FIPS 180-4) of each record of 0 to 2^20 bytes: 64 bytes each. */
  public static ItemWise<Digests> sha512() {
    return of(
        Digests.BYTES_512,
        batch -> new Sha512Batch(batch.records(), batch.out()),
        (_, batch) -> batch.results());
  }

  /** Keccak-256 (padding 0x01, as Ethereum has it) of each record of 0 to 2^20 bytes: 32 bytes. */
  public static ItemWise<Digests> keccak256() {
    return digests(batch -> new Keccak256Batch(batch.records(), batch.out()));
  }

  /** A hash function of 32 bytes, whose task computes into {@link RecordMemory#out}. */
  public static ItemWise<Digests> digests(TaskOf<Digests> hash) {
    return of(Digests.BYTES, hash, (_, batch) -> batch.results());
  }

  /**
   * ECDSA verification of each record of 160 bytes (see {@link EcdsaBatch}: hash, x, y, r, s, 32
   * bytes each, big-endian): one byte each, 1 where the signature is good, else 0.
   *
   * @param lowS whether s above n/2 is refused
   * @throws IllegalArgumentException for a curve without ECDSA
   */
  public static ItemWise<Verdicts> ecdsaVerify(Group curve, boolean lowS) {
    if (!EcdsaBatch.curves().contains(curve)) {
      throw new IllegalArgumentException(
          "ecdsa verify: curve=%s, accepted: %s"
              .formatted(curve.name(), EcdsaBatch.curves().stream().map(Group::name).toList()));
    }
    String name = curve.name(); // a group does not travel, its name does
    return of(
        1,
        batch ->
            EcdsaBatch.packed(
                Group.valueOf(name),
                batch.requireEach(EcdsaBatch.ITEM_BYTES, "ecdsa verify"),
                batch.count(),
                lowS),
        ItemTasks::verdicts);
  }

  private static byte[] verdicts(Verdicts result, RecordMemory batch) {
    byte[] valid = new byte[Math.toIntExact(batch.count())];
    for (int i = 0; i < valid.length; i++) {
      valid[i] = (byte) (result.valid(i) ? 1 : 0);
    }
    return valid;
  }

  private record Given<R>(int outputBytes, TaskOf<R> taskOf, ResultsOf<R> resultsOf)
      implements ItemWise<R> {
    @Override
    public Task<R> task(RecordMemory batch) {
      return taskOf.task(batch);
    }

    @Override
    public byte[] results(R result, RecordMemory batch) {
      return resultsOf.results(result, batch);
    }
  }
}
