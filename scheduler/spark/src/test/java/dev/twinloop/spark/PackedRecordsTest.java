package dev.twinloop.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.merkle.SubtreeRoot;
import dev.twinloop.scheduler.Strategy;
import java.util.List;
import java.util.Optional;
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
    assertEquals(Optional.of("cuda:3"), options.scheduler(List.of("3")).device());
    assertEquals(Strategy.AUTO, options.scheduler(List.of("3")).strategy());
    assertEquals(Optional.empty(), options.scheduler(List.of()).device());
    assertEquals(Strategy.CPU_ONLY, options.scheduler(List.of()).strategy());
    refused("amount=2, accepted: 1", () -> options.scheduler(List.of("0", "1")));
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
