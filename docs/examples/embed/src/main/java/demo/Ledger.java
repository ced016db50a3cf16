package demo;

import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.scheduler.HybridScheduler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * A service that hashes entries by the thousand: one scheduler for the whole process, opened with
 * it and closed with it. Thread-safe.
 */
public final class Ledger implements AutoCloseable {
  private final HybridScheduler scheduler = HybridScheduler.open();

  /** Waits for the digests, in hex; the caller's thread computes nothing. */
  public List<String> digests(byte[][] entries) {
    return hex(scheduler.submit(Sha256Batch.of(entries)).await().value(), entries.length);
  }

  /** The same without a thread that waits. The deadline lets it overtake tasks without one. */
  public CompletableFuture<List<String>> digestsLater(byte[][] entries, Duration within) {
    TaskHandle<Digests> handle =
        scheduler.submit(Sha256Batch.of(entries), Submission.plain().within(within));
    return handle.future().thenApply(done -> hex(done.value(), entries.length));
  }

  private static List<String> hex(Digests digests, int count) {
    return IntStream.range(0, count).mapToObj(digests::hex).toList();
  }

  @Override
  public void close() {
    scheduler.close();
  }
}
