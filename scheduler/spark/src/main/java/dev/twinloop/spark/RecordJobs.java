package dev.twinloop.spark;

import java.util.function.Function;

/** Batches of records as jobs: into memory that devices reach, through a task, and back. */
final class RecordJobs {
  private RecordJobs() {}

  /** The job of a batch; {@code read} gets its results. */
  static <R, O> TaskWindow.Job<R, O> of(
      PartitionWork own, ItemWise<R> work, PackedRecords records, Function<PackedRecords, O> read) {
    BatchMemory.Lent memory = own.lend();
    try {
      RecordMemory batch =
          own.cpuAlone()
              ? RecordMemory.onHeap(records, work.outputBytes())
              : RecordMemory.pack(records, work.outputBytes(), memory);
      return TaskWindow.Job.of(
          work.task(batch), result -> read.apply(results(work, result, batch)), memory);
    } catch (RuntimeException | Error e) {
      memory.close();
      throw e;
    }
  }

  private static <R> PackedRecords results(ItemWise<R> work, R result, RecordMemory batch) {
    byte[] results = work.results(result, batch);
    if (results.length != batch.count() * work.outputBytes()) {
      throw new IllegalStateException(
          "results of %s: bytes=%d, accepted: %d, %d for each of %d records"
              .formatted(
                  work,
                  results.length,
                  batch.count() * work.outputBytes(),
                  work.outputBytes(),
                  batch.count()));
    }
    return PackedRecords.fixed(results, work.outputBytes());
  }

  /** A record that is there. */
  static byte[] requireRecord(byte[] record) {
    if (record == null) {
      throw new IllegalArgumentException(
          "records: null in partition %d, accepted: arrays of bytes, also empty ones"
              .formatted(org.apache.spark.TaskContext.getPartitionId()));
    }
    return record;
  }
}
