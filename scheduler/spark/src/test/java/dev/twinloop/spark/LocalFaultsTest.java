package dev.twinloop.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.data.Records;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.sha256.Sha256Batch;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bad input is told with its place, value and range; odd input is computed like any other. */
class LocalFaultsTest {
  private static SparkSession session;
  private static JavaSparkContext context;
  private static TwinloopSpark twinloop;

  @BeforeAll
  static void start() {
    session = LocalSpark.local();
    context = LocalSpark.context(session);
    twinloop = TwinloopSpark.of(session);
  }

  @Test
  void theDriverRefusesWhatCannotWorkBeforeAnyJob() {
    JavaRDD<PackedRecords> leaves = LocalSpark.batches(session, 1, 3, 32);
    refused("leaves=0", () -> twinloop.merkleRoot(context.emptyRDD(), 32, MerkleScheme.SHA256));
    refused("leafBytes=0", () -> twinloop.merkleRoot(leaves, 0, MerkleScheme.SHA256));
    refused("1 to 1048576", () -> twinloop.merkleRoot(leaves, 1 << 21, MerkleScheme.SHA256));
    refused("curve=bn254", () -> ItemTasks.ecdsaVerify(Groups.BN254, false));
    refused("group=secp256k1", () -> twinloop.bases(Groups.SECP256K1, leaves));
    refused(
        "bytes=0",
        () ->
            ItemTasks.of(
                0, b -> new Sha256Batch(b.records(), b.out()), (digests, batch) -> new byte[0]));
    refused("RECORD_BYTES", () -> HashRecords.main(new String[] {"a", "0", "b"}));
  }

  @Test
  void columnsAreNamedAsSparkNamesThem() {
    Dataset<Row> table = table(Collections.nCopies(1, new byte[] {1}));
    ItemWise<?> hash = ItemTasks.sha256();
    refused("input=id", () -> twinloop.withColumn(table, "id", "digest", hash));
    refused("input=none", () -> twinloop.withColumn(table, "none", "digest", hash));
    refused("output=PAYLOAD", () -> twinloop.withColumn(table, "payload", "PAYLOAD", hash));
    assertEquals(
        List.of("id", "payload", "digest"),
        List.of(twinloop.withColumn(table, "PayLoad", "digest", hash).columns()));
  }

  @Test
  void aBatchOfTheWrongShapeIsToldWithPartitionValueAndRange() {
    ItemWise<?> verify = ItemTasks.ecdsaVerify(Groups.SECP256K1, false);
    failed(
        List.of("partition 0, batch 0", "recordBytes=64", "160"),
        () -> twinloop.map(LocalSpark.batches(session, 1, 10, 64), verify).collect());
    List<byte[]> mixed = List.of(new byte[160], new byte[159], new byte[160]);
    failed(
        List.of("record 1 of the batch", "159 bytes", "160"),
        () -> twinloop.mapRecords(context.parallelize(mixed, 1), verify).collect());
    failed(
        List.of("8 records of 31 bytes", "32 bytes"),
        () -> twinloop.merkleRoot(LocalSpark.batches(session, 1, 8, 31), 32, MerkleScheme.SHA256));
  }

  @Test
  void aRecordLongerThanAllowedIsToldWithItsPlaceAndTheLimit() {
    List<byte[]> records = new ArrayList<>(Collections.nCopies(3, new byte[10]));
    records.add(new byte[Records.MAX_BYTES + 1]);
    failed(
        List.of("partition 1", "record", "1048577", "2^20"),
        () -> twinloop.mapRecords(context.parallelize(records, 2), ItemTasks.sha256()).collect());
  }

  @Test
  void aNullRecordIsRefusedAndANullCellGivesNull() throws Exception {
    failed(
        List.of("records: null in partition 0"),
        () ->
            twinloop
                .mapRecords(
                    context.parallelize(Arrays.asList(new byte[1], null), 1), ItemTasks.sha256())
                .collect());
    // A null cell stood in its batch as an empty record, which an ECDSA column refused.
    List<byte[]> cells = new ArrayList<>(Collections.nCopies(2500, null));
    cells.set(1999, new byte[160]);
    cells.set(2400, new byte[160]);
    List<Row> rows =
        twinloop
            .withColumn(
                table(cells), "payload", "valid", ItemTasks.ecdsaVerify(Groups.SECP256K1, false))
            .orderBy("id")
            .collectAsList();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i) == null) {
        assertNull(rows.get(i).get(2), "row " + i);
      } else {
        assertArrayEquals(new byte[1], rows.get(i).<byte[]>getAs("valid"), "row " + i);
      }
    }
  }

  @Test
  void emptyAndSkewedPartitionsAreComputedLikeAnyOther() throws Exception {
    List<byte[]> records =
        IntStream.range(0, 9000).mapToObj(i -> LocalSpark.random(i, 1, 1 + i % 7).get(0)).toList();
    JavaRDD<byte[]> skewed =
        context
            .parallelize(records, 1)
            .mapToPair(record -> new scala.Tuple2<>(record.length == 7 ? 1 : 2, record))
            .partitionBy(new org.apache.spark.HashPartitioner(8))
            .values();
    List<String> wanted = new ArrayList<>();
    for (byte[] record : records) {
      wanted.add(Arrays.toString(MessageDigest.getInstance("SHA-256").digest(record)));
    }

    List<String> digests =
        twinloop.mapRecords(skewed, ItemTasks.sha256()).collect().stream()
            .map(Arrays::toString)
            .collect(Collectors.toCollection(ArrayList::new));

    Collections.sort(wanted);
    Collections.sort(digests);
    assertEquals(wanted, digests);
    assertEquals(
        List.of(), twinloop.mapRecords(context.<byte[]>emptyRDD(), ItemTasks.sha256()).collect());
    JavaRDD<PackedRecords> leaves = LocalSpark.batches(session, 3, 5, 32);
    assertArrayEquals(
        twinloop.merkleRoot(leaves, 32, MerkleScheme.BITCOIN),
        twinloop.merkleRoot(
            context.<PackedRecords>parallelize(List.of(), 2).union(leaves),
            32,
            MerkleScheme.BITCOIN));
  }

  /** Its memory went back to the pool while the task still read and wrote it. */
  @Test
  void aCancelledJobCorruptsNoLaterOne() throws Exception {
    JavaRDD<PackedRecords> batches = LocalSpark.batches(session, 8, 20_000, 64);
    List<byte[]> wanted = batches.collect().stream().map(LocalFaultsTest::digests).toList();
    for (int round = 0; round < 3; round++) {
      context.setJobGroup("cancelled " + round, "cancelled", true);
      TaskTotals totals = twinloop.totals();
      JavaFutureAction<List<PackedRecords>> job =
          twinloop.map(batches, ItemTasks.sha256(), totals).collectAsync();
      while (totals.value().tasks() < 1 + round && !job.isDone()) {
        Thread.onSpinWait();
      }
      context.cancelJobGroup("cancelled " + round);
      context.clearJobGroup();

      List<PackedRecords> digests = twinloop.map(batches, ItemTasks.sha256()).collect();

      for (int i = 0; i < digests.size(); i++) {
        assertArrayEquals(wanted.get(i), digests.get(i).data(), "round " + round + ", batch " + i);
      }
    }
  }

  private static byte[] digests(PackedRecords messages) {
    try {
      MessageDigest jdk = MessageDigest.getInstance("SHA-256");
      byte[] all = new byte[32 * messages.count()];
      for (int i = 0; i < messages.count(); i++) {
        jdk.update(messages.data(), messages.offset(i), messages.recordBytes());
        jdk.digest(all, 32 * i, 32);
      }
      return all;
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Dataset<Row> table(List<byte[]> cells) {
    StructType schema =
        new StructType().add("id", DataTypes.IntegerType).add("payload", DataTypes.BinaryType);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      rows.add(RowFactory.create(i, cells.get(i)));
    }
    return session.createDataFrame(rows, schema).coalesce(1);
  }

  private static void refused(String part, Runnable step) {
    IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, step::run);
    assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.getMessage());
  }

  private static void failed(List<String> parts, Runnable job) {
    Exception failed = assertThrows(Exception.class, job::run);
    for (String part : parts) {
      assertTrue(failed.toString().contains(part), part + " in: " + failed);
    }
  }
}
