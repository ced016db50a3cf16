package demo;

import dev.twinloop.engine.Submission;
import dev.twinloop.engine.TaskHandle;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.workflow.Workflow;
import java.time.Duration;

/**
 * Seals two lists of entries by the root of a tree over all their digests: a task made of tasks.
 */
final class Seal {
  private Seal() {}

  static String of(HybridScheduler scheduler, byte[][] ours, byte[][] theirs, String traceparent) {
    // example begins
    Workflow<String> seal =
        steps -> {
          TaskHandle<Digests> one = steps.submit(Sha256Batch.of(ours)); // side by side
          TaskHandle<Digests> other = steps.submit(Sha256Batch.of(theirs));
          long bytes = Digests.BYTES * (long) ours.length;
          var leaves = steps.allocate(bytes + Digests.BYTES * (long) theirs.length);
          leaves.copyFrom(one.await().value().segment());
          leaves.asSlice(bytes).copyFrom(other.await().value().segment());
          return steps.run(MerkleBuild.of(MerkleScheme.SHA256, leaves, Digests.BYTES)).rootHex();
        };
    Submission how = Submission.plain().within(Duration.ofSeconds(2)).traced(traceparent);
    TaskHandle<String> handle = scheduler.submit(seal, how); // progress(), cancel(): of all
    TaskResult<String> result = handle.await();
    System.out.println(result.report().itemsByDevice() + " " + result.report().fallbacks());
    return result.value();
    // example ends
  }
}
