package dev.twinloop.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.scheduler.HybridScheduler;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations in one JVM: every result equals that of the JDK or of one scheduler. */
class LocalModeTest {
  private static SparkSession session;
  private static TwinloopSpark twinloop;

  @BeforeAll
  static void start() {
    session =
        LocalSpark.start(
            "local[2]",
            Map.of("spark.twinloop.batch.bytes", "64k", "spark.twinloop.batch.records", "1000"));
    twinloop = TwinloopSpark.of(session);
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  private static byte[] sha256(byte[] message) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(message);
  }

  @Test
  void digestsOfPackedRecordsEqualTheJdks() throws Exception {
    TaskTotals totals = twinloop.totals();
    List<PackedRecords> digests =
        twinloop
            .map(LocalSpark.batches(session, 5, 3000, 64), ItemTasks.sha256(), totals)
            .collect();

    assertEquals(5, digests.size());
    for (int seed = 0; seed < 5; seed++) {
      PackedRecords messages = LocalSpark.random(seed, 3000 + seed, 64);
      assertEquals(messages.count(), digests.get(seed).count());
      for (int i = 0; i < messages.count(); i++) {
        assertArrayEquals(sha256(messages.get(i)), digests.get(seed).get(i), "record " + i);
      }
    }
    assertEquals(5 * 3000 + 10, totals.value().items());
    assertEquals(5, totals.value().tasks());
    assertTrue(ExecutorCounts.CPU_ITEMS.sum() >= 15_010);
  }

  @Test
  void digestsOfSingleRecordsOfAnyLengthKeepTheirOrder() throws Exception {
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      messages.add(LocalSpark.random(i, 1, 1 + i % 300).get(0));
    }
    messages.set(7, new byte[0]);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());

    List<byte[]> digests =
        twinloop.mapRecords(context.parallelize(messages, 3), ItemTasks.sha256()).collect();

    assertEquals(messages.size(), digests.size());
    for (int i = 0; i < digests.size(); i++) {
      assertArrayEquals(sha256(messages.get(i)), digests.get(i), "record " + i);
    }
  }

  @Test
  void aTableGetsAColumnOfDigestsAndNullStaysNull() throws Exception {
    StructType schema =
        new StructType().add("id", DataTypes.IntegerType).add("payload", DataTypes.BinaryType);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      rows.add(RowFactory.create(i, i == 11 ? null : LocalSpark.random(i, 1, 1 + i % 50).get(0)));
    }
    Dataset<Row> table = session.createDataFrame(rows, schema).repartition(3);

    Dataset<Row> hashed = twinloop.withColumn(table, "payload", "digest", ItemTasks.sha256());

    List<Row> all = hashed.orderBy("id").collectAsList();
    assertEquals(1500, all.size());
    for (int i = 0; i < all.size(); i++) {
      if (i == 11) {
        assertNull(all.get(i).get(2));
      } else {
        assertArrayEquals(sha256(all.get(i).getAs("payload")), all.get(i).<byte[]>getAs("digest"));
      }
    }
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class,
            () -> twinloop.withColumn(table, "id", "digest", ItemTasks.sha256()));
    assertTrue(String.valueOf(wrong.getMessage()).contains("input=id"), wrong.getMessage());
  }

  @ParameterizedTest
  @EnumSource(MerkleScheme.class)
  void rootsEqualOneMachines(MerkleScheme scheme) {
    for (int[] shape : new int[][] {{1, 1}, {3, 1}, {4, 777}, {5, 4096}, {7, 1001}}) {
      JavaRDD<PackedRecords> leaves = LocalSpark.batches(session, shape[0], shape[1], 32);

      byte[] root = twinloop.merkleRoot(leaves, 32, scheme);

      assertArrayEquals(ownRoot(leaves.collect(), scheme), root, Arrays.toString(shape));
    }
  }

  private static byte[] ownRoot(List<PackedRecords> batches, MerkleScheme scheme) {
    int bytes = batches.stream().mapToInt(batch -> batch.data().length).sum();
    byte[] all = new byte[bytes];
    int at = 0;
    for (PackedRecords batch : batches) {
      System.arraycopy(batch.data(), 0, all, at, batch.data().length);
      at += batch.data().length;
    }
    try (HybridScheduler own = HybridScheduler.open()) {
      MerkleBuild build = MerkleBuild.of(scheme, MemorySegment.ofArray(all), 32);
      return own.submit(build).await().value().root();
    }
  }

  @Test
  void partialSumsAddUpToOneMachinesAndPointsStay() {
    Group group = Groups.BN254;
    List<PackedRecords> points = new ArrayList<>();
    List<PackedRecords> scalars = new ArrayList<>();
    BigInteger sum = BigInteger.ZERO;
    for (int part = 0; part < 3; part++) {
      int count = 5 + part;
      byte[] encoded = new byte[count * group.pointBytes()];
      PackedRecords random = LocalSpark.random(part, count, 32);
      for (int i = 0; i < count; i++) {
        BigInteger multiple = BigInteger.valueOf(1000 * part + 7 * i + 1);
        group
            .generator()
            .multiple(multiple)
            .write(MemorySegment.ofArray(encoded), (long) i * group.pointBytes());
        sum = sum.add(multiple.multiply(new BigInteger(1, random.get(i))));
      }
      points.add(PackedRecords.fixed(encoded, group.pointBytes()));
      scalars.add(random);
    }
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    SparkBases bases = twinloop.bases(group, context.parallelize(points, 3));
    for (int call = 0; call < 2; call++) {
      assertEquals(
          group.generator().multiple(sum.mod(group.order())),
          bases.sum(context.parallelize(scalars, 3)));
    }
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> bases.sum(context.parallelize(scalars, 2)));
    assertTrue(String.valueOf(refused.getMessage()).contains("partitions of scalars=2"));
    bases.unpersist();
  }

  @Test
  void noLeavesAreRefusedByName() {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> twinloop.merkleRoot(context.emptyRDD(), 32, MerkleScheme.SHA256));
    assertTrue(String.valueOf(refused.getMessage()).contains("leaves=0"), refused.getMessage());
  }

  @Test
  void wholeJobsRunOneTaskAnElement() throws Exception {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    JavaRDD<byte[]> messages = context.parallelize(List.of(new byte[] {97}, new byte[] {98}), 1);

    List<String> digests =
        twinloop.mapTasks(messages, Sha256Batch::of, result -> result.hex(0)).collect();

    assertEquals(
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", digests.get(0));
    assertEquals(2, digests.size());
  }

  @Test
  void aBatchOfTheWrongShapeFailsTheJobWithValueAndRange() {
    Exception failed =
        assertThrows(
            Exception.class,
            () ->
                twinloop
                    .map(
                        LocalSpark.batches(session, 1, 10, 64),
                        ItemTasks.ecdsaVerify(Groups.SECP256K1, false))
                    .collect());
    assertTrue(failed.toString().contains("recordBytes=64"), failed.toString());
    assertTrue(failed.toString().contains("160"), failed.toString());
  }

  @Test
  void randomSignaturesAreRefusedOneByOne() {
    List<PackedRecords> verdicts =
        twinloop
            .map(
                LocalSpark.batches(session, 2, 100, 160),
                ItemTasks.ecdsaVerify(Groups.SECP256K1, false))
            .collect();
    assertEquals(100, verdicts.get(0).count());
    assertEquals(101, verdicts.get(1).count());
    assertArrayEquals(new byte[101], verdicts.get(1).data());
  }
}
