package dev.twinloop.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.merkle.SubtreeRoot;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.policy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class PackedRecordsTest {
  @Test
  void equalLengthsArePackedWithoutOffsets() {
    PackedRecords records = PackedRecords.of(List.of(new byte[] {1, 2}, new byte[] {3, 4}));
    assertTrue(records.isFixed());
    assertArrayEquals(new byte[] {3, 4}, records.get(1));
    assertEquals("2 records of 2 bytes", records.toString());
  }

  @Test
  void otherLengthsKeepTheirOffsets() {
    PackedRecords records =
        PackedRecords.of(List.of(new byte[0], new byte[] {1}, new byte[] {2, 3}));
    assertFalse(records.isFixed());
    assertArrayEquals(new byte[0], records.get(0));
    assertArrayEquals(new byte[] {2, 3}, records.get(2));
    assertThrows(IndexOutOfBoundsException.class, () -> records.get(3));
  }

  @Test
  void wrongShapesAreRefusedWithValueAndRange() {
    refused("bytes=3, recordBytes=2", () -> PackedRecords.fixed(new byte[3], 2));
    refused("recordBytes=0", () -> PackedRecords.fixed(new byte[3], 0));
    refused("records: none", () -> PackedRecords.of(List.of()));
    refused("offsets=1", () -> PackedRecords.variable(new byte[3], new int[] {0}));
    refused("offset[0]=1", () -> PackedRecords.variable(new byte[3], new int[] {1, 2}));
    refused("offset[1]=4", () -> PackedRecords.variable(new byte[3], new int[] {0, 4}));
    refused("offset[2]=1", () -> PackedRecords.variable(new byte[3], new int[] {0, 2, 1}));
  }

  @Test
  void propertiesAreRefusedByNameWithTheirRange() {
    refused("spark.twinloop.strategy=gpu", options("strategy", "gpu"));
    refused("spark.twinloop.inFlight=0", options("inFlight", "0"));
    refused("spark.twinloop.batch.bytes=1", options("batch.bytes", "1"));
  }

  private static Runnable options(String name, String value) {
    return () -> SparkOptions.of(new SparkConf(false).set("spark.twinloop." + name, value));
  }

  @Test
  void anExecutorUsesWhatSparkAssignedAndNothingElse() {
    SparkOptions options = SparkOptions.of(new SparkConf(false));
    assertEquals(List.of("cuda:3"), options.scheduler(List.of("3")).devices());
    assertEquals(List.of("cuda:0", "cuda:2"), options.scheduler(List.of("0", "2")).devices());
    assertEquals(Strategy.AUTO, options.scheduler(List.of("3")).strategy());
    assertEquals(List.of(), options.scheduler(List.of()).devices());
    assertEquals(Strategy.CPU_ONLY, options.scheduler(List.of()).strategy());
    refused("[cuda:0, cuda:0]", () -> options.scheduler(List.of("0", "0")));
    SparkConf gpuOnly = new SparkConf(false).set("spark.twinloop.strategy", "gpu-only");
    refused("assigned no gpu", () -> SparkOptions.of(gpuOnly).scheduler(List.of()));
    SparkConf any = new SparkConf(false).set("spark.twinloop.device", "any");
    assertEquals(List.of(), SparkOptions.of(any).scheduler(List.of("1")).devices());
    SparkConf named = new SparkConf(false).set("spark.twinloop.device", "cuda:1,cuda:2");
    assertEquals(
        List.of("cuda:1", "cuda:2"), SparkOptions.of(named).scheduler(List.of()).devices());
    SparkConf checked = new SparkConf(false).set("spark.twinloop.sample.percent", "50");
    assertEquals(0.5, SparkOptions.of(checked).scheduler(List.of()).sampling().rate());
  }

  @Test
  void batchesHoldNoMoreBytesThanAllowed() {
    SparkConf small = new SparkConf(false).set("spark.twinloop.batch.bytes", "4k");
    List<byte[]> records =
        List.of(new byte[3000], new byte[1096], new byte[1], new byte[9000], new byte[0]);
    Packing<byte[]> packing = new Packing<>(records.iterator(), r -> r, SparkOptions.of(small));
    List<Integer> counts = new ArrayList<>();
    packing.forEachRemaining(batch -> counts.add(batch.rows().size()));
    assertEquals(List.of(2, 1, 1, 1), counts);
    assertThrows(NoSuchElementException.class, packing::next);
  }

  @Test
  void blocksOfMemoryAreAtMostAQuarterLargerThanAskedFor() {
    for (long bytes : new long[] {0, 1, 4096, 4097, 16385, 1 << 20, (1 << 20) + 1, 5L << 30}) {
      long block = BatchMemory.blockBytes(bytes);
      assertTrue(block >= bytes && block <= Math.max(4096, bytes + bytes / 4 + 4096), "" + bytes);
    }
    BatchMemory memory = new BatchMemory(java.lang.foreign.Arena.ofAuto()::allocate);
    java.lang.foreign.MemorySegment first;
    try (BatchMemory.Lent lent = memory.lend()) {
      first = lent.take(5000).fill((byte) 1);
    }
    try (BatchMemory.Lent lent = memory.lend()) {
      java.lang.foreign.MemorySegment again = lent.take(5001);
      assertEquals(first.address(), again.address(), "used again");
      assertEquals(-1, again.mismatch(java.lang.foreign.MemorySegment.ofArray(new byte[5001])));
    }
  }

  /** Sets of points stayed for ever, up to 64 of any size. */
  @Test
  void pointsThatWereNotUsedForLongestGoFirst() {
    ResidentSets sets = new ResidentSets(3 * 64);
    Bases one = Bases.of("one", List.of(Groups.BN254.generator()));
    for (int i = 0; i < 5; i++) {
      sets.keep(new ResidentSets.Key("set", i), one);
      sets.keep(new ResidentSets.Key("set", 0), one);
    }
    for (int i = 0; i < 5; i++) {
      assertEquals(i == 0 || i > 2, sets.find(new ResidentSets.Key("set", i)).isPresent(), "" + i);
    }
  }

  @Test
  void gapsBetweenSubtreesAreRefused() {
    SubtreeRoot first = new SubtreeRoot(0, 0, new byte[32]);
    SubtreeRoot third = new SubtreeRoot(0, 2, new byte[32]);
    refused(
        "one ends at leaf 1, the next starts at 2",
        () -> SubtreeRoot.merge(MerkleScheme.SHA256, 3, List.of(first, third)));
    refused("cover leaves 0 to 1", () -> SubtreeRoot.merge(MerkleScheme.SHA256, 2, List.of(first)));
  }

  private static void refused(String part, Runnable step) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, step::run);
    assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
  }
}
