package dev.twinloop.cpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.merkle.MerkleTree;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a library of the JVM computes is what the loop computes, at every size that is odd. */
class HostBodyTest {
  private final HybridScheduler byBody =
      HybridScheduler.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY));
  private final HybridScheduler byLoop =
      HybridScheduler.open(SchedulerConfig.defaults().withDevice("cpu"));
  private final Random random = new Random(20261129);

  @AfterEach
  void close() {
    byBody.close();
    byLoop.close();
  }

  private MemorySegment bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return MemorySegment.ofArray(bytes);
  }

  @Test
  void digests() {
    byte[][] messages = new byte[3001][];
    Arrays.setAll(
        messages, i -> bytes(random.nextInt(300)).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
    Sha256Batch task = Sha256Batch.of(messages);
    assertTrue(task.program().hasHostBody());
    MemorySegment body = byBody.submit(task).await().value().segment();
    MemorySegment loop = byLoop.submit(task).await().value().segment();
    assertEquals(-1, body.mismatch(loop));
  }

  @ParameterizedTest
  @EnumSource
  void trees(MerkleScheme scheme) {
    for (int leaves : new int[] {1, 2, 3, 5, 128, 129, 300, 1023, 1024, 1025, 2049, 5000}) {
      MerkleBuild task = MerkleBuild.of(scheme, bytes(32 * leaves), 32);
      assertTrue(task.program().hasHostBody());
      MerkleTree body = byBody.submit(task).await().value();
      MerkleTree loop = byLoop.submit(task).await().value();
      assertEquals(loop.rootHex(), body.rootHex(), scheme + ", leaves: " + leaves);
      int some = random.nextInt(leaves);
      assertArrayEquals(
          loop.proof(some).path().stream().map(Arrays::hashCode).toArray(),
          body.proof(some).path().stream().map(Arrays::hashCode).toArray(),
          scheme + ", path of leaf " + some + " of " + leaves);
    }
  }

  @Test
  void leavesOfOtherLengthsAreHashedOneByOne() {
    MerkleBuild task = MerkleBuild.of(MerkleScheme.RFC6962, bytes(77 * 1500), 77);
    assertEquals(
        byLoop.submit(task).await().value().rootHex(),
        byBody.submit(task).await().value().rootHex());
  }
}
