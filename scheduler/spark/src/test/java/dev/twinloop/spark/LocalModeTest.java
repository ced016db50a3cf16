package dev.twinloop.spark;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.ecdsa.EcdsaRecover;
import dev.twinloop.kernel.ecdsa.RecoveredKeys;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Operations in one JVM: every result equals that of the JDK or of one scheduler. */
class LocalModeTest {
  private static SparkSession session;
  private static TwinloopSpark twinloop;
  private static final HybridScheduler OWN =
      HybridScheduler.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY));

  @AfterAll
  static void close() {
    OWN.close();
  }

  @BeforeAll
  static void start() {
    session = LocalSpark.local();
    twinloop = TwinloopSpark.of(session);
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
    assertEquals(Map.of("cpu", 5 * 3000 + 10L), totals.value().itemsByDevice());
  }

  @Test
  void digestsOfSingleRecordsOfAnyLengthKeepTheirOrder() throws Exception {
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      messages.add(LocalSpark.random(i, 1, 1 + i % 300).get(0));
    }
    messages.set(7, new byte[0]);
    JavaSparkContext context = LocalSpark.context(session);

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

  /** Keccak-256 of nothing and of "abc", as map and as column. */
  @Test
  void keccakIsAWorkloadLikeAnyOther() {
    List<byte[]> messages = List.of(new byte[0], "abc".getBytes(US_ASCII));
    List<String> known =
        List.of(
            "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470",
            "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45");
    StructType schema = new StructType().add("payload", DataTypes.BinaryType);
    Dataset<Row> table =
        session.createDataFrame(messages.stream().map(RowFactory::create).toList(), schema);

    List<byte[]> mapped =
        twinloop
            .mapRecords(LocalSpark.context(session).parallelize(messages), ItemTasks.keccak256())
            .collect();
    List<Row> rows =
        twinloop.withColumn(table, "payload", "digest", ItemTasks.keccak256()).collectAsList();

    for (int i = 0; i < known.size(); i++) {
      assertEquals(known.get(i), HexFormat.of().formatHex(mapped.get(i)));
      assertEquals(known.get(i), HexFormat.of().formatHex(rows.get(i).<byte[]>getAs("digest")));
    }
  }

  @ParameterizedTest
  @EnumSource(MerkleScheme.class)
  void rootsEqualOneMachines(MerkleScheme scheme) {
    for (int[] shape : new int[][] {{1, 1}, {3, 1}, {4, 1500}, {7, 201}}) {
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
    MerkleBuild build = MerkleBuild.of(scheme, MemorySegment.ofArray(all), 32);
    return OWN.submit(build).await().value().root();
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
    JavaSparkContext context = LocalSpark.context(session);
    SparkBases bases = twinloop.bases(group, context.parallelize(points, 3));
    assertEquals(group, bases.group());
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
  void wholeJobsRunOneTaskAnElement() throws Exception {
    JavaSparkContext context = LocalSpark.context(session);
    JavaRDD<byte[]> messages = context.parallelize(List.of(new byte[] {97}, new byte[] {98}), 1);

    List<String> digests =
        twinloop.mapTasks(messages, Sha256Batch::of, result -> result.hex(0)).collect();

    assertEquals(
        "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", digests.get(0));
    assertEquals(2, digests.size());
  }

  /** A prover opens its key once an executor, not once a partition. */
  @Test
  void aSharedResourceIsOpenedOnceAnExecutor() {
    SharedResource<Opened> shared = new SharedResource<>("opened", Opened.class, Opened::new);
    List<String> all =
        twinloop
            .mapWith(
                LocalSpark.context(session).parallelize(List.of(1, 2, 3, 4), 4),
                shared,
                (opened, element) -> opened.strategy() + element)
            .collect();

    assertEquals(List.of("CPU_ONLY1", "CPU_ONLY2", "CPU_ONLY3", "CPU_ONLY4"), all);
    assertEquals(1, Opened.COUNT.get());
  }

  private static final class Opened implements AutoCloseable {
    static final AtomicInteger COUNT = new AtomicInteger();
    private final SchedulerConfig config;

    Opened(SchedulerConfig config) {
      this.config = config;
      COUNT.incrementAndGet();
    }

    String strategy() {
      return config.strategy().name();
    }

    @Override
    public void close() {
      COUNT.addAndGet(-100);
    }
  }

  /** Work that is not built in: the address of Ethereum's own example of {@code ecrecover}. */
  @Test
  void workOfYourOwnComesByAFactory() {
    ItemWise<RecoveredKeys> addresses =
        ItemTasks.of(
            RecoveredKeys.ADDRESS_BYTES,
            batch ->
                EcdsaRecover.packed(
                    batch.requireEach(EcdsaRecover.ITEM_BYTES, "ecdsa recover"), batch.count()),
            (keys, _) -> keys.addresses().toArray(ValueLayout.JAVA_BYTE));
    byte[] item =
        HexFormat.of()
            .parseHex(
                "18c547e4f7b0f325ad1e56f57e26c745b09a3e503d86e00e5255ff7f715d3d1c"
                    + "000000000000000000000000000000000000000000000000000000000000001c"
                    + "73b1693892219d736caba55bdb67216e485557ea6b6af75f37096c9aa6a5a75f"
                    + "eeb940b1d03b21e36b0e47e79769f095fe2ab855bd91e3a38756b7d75a9c4549");

    List<byte[]> found =
        twinloop
            .mapRecords(LocalSpark.context(session).parallelize(List.of(item)), addresses)
            .collect();

    assertEquals(
        "a94f5374fce5edbc8e2a8697c15331677e6ebf0b", HexFormat.of().formatHex(found.getFirst()));
  }

  @Test
  void aFilesRecordsAreHashedByTheApplicationToStartWith(@TempDir Path folder) throws Exception {
    PackedRecords records = LocalSpark.random(1, 1000, 48);
    Path input = Files.write(folder.resolve("records"), records.data());
    Path output = folder.resolve("digests");

    TaskTotals.Totals totals = HashRecords.run(session, input.toString(), 48, output.toString());

    assertEquals(1000, totals.items());
    List<String> lines = new ArrayList<>();
    try (Stream<Path> parts = Files.list(output)) {
      for (Path part :
          parts.filter(p -> p.getFileName().toString().startsWith("part-")).sorted().toList()) {
        lines.addAll(Files.readAllLines(part));
      }
    }
    assertEquals(1000, lines.size());
    for (int i = 0; i < 1000; i++) {
      assertEquals(HexFormat.of().formatHex(sha256(records.get(i))), lines.get(i));
    }
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
