package dev.twinloop.spark;

import dev.twinloop.kernel.data.Digests;
import dev.twinloop.kernel.ecdsa.EcdsaBatch;
import dev.twinloop.kernel.ecdsa.Verdicts;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.kernel.merkle.MerkleBuild;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.scheduler.HybridScheduler;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;

/** The four kinds of work of which Spark's result must equal one machine's. */
enum Workload {
  /** SHA-256 of records of 48 bytes. */
  HASH(48) {
    @Override
    String run(TwinloopSpark twinloop, JavaRDD<PackedRecords> inputs, TaskTotals totals) {
      return hex(twinloop.map(inputs, ItemTasks.sha256(), totals).collect());
    }

    @Override
    String onOneMachine(HybridScheduler scheduler, MemorySegment all, long count) {
      Digests digests = scheduler.submit(Sha256Batch.fixed(all, 48, 48, count)).await().value();
      return HexFormat.of().formatHex(digests.segment().toArray(ValueLayout.JAVA_BYTE));
    }
  },

  /** ECDSA on P-256: signatures of the JDK, of which each third one was changed. */
  ECDSA(EcdsaBatch.ITEM_BYTES) {
    @Override
    PackedRecords part(int part, int count) {
      return PackedRecords.fixed(signatures(part, count), EcdsaBatch.ITEM_BYTES);
    }

    @Override
    String run(TwinloopSpark twinloop, JavaRDD<PackedRecords> inputs, TaskTotals totals) {
      return hex(twinloop.map(inputs, ItemTasks.ecdsaVerify(Groups.P256, false), totals).collect());
    }

    @Override
    String onOneMachine(HybridScheduler scheduler, MemorySegment all, long count) {
      Verdicts verdicts =
          scheduler.submit(EcdsaBatch.packed(Groups.P256, all, count, false)).await().value();
      StringBuilder text = new StringBuilder();
      for (long i = 0; i < count; i++) {
        text.append(verdicts.valid(i) ? "01" : "00");
      }
      return text.toString();
    }
  },

  /** The RFC 6962 root over leaves of 32 bytes. */
  MERKLE(32) {
    @Override
    String run(TwinloopSpark twinloop, JavaRDD<PackedRecords> inputs, TaskTotals totals) {
      return HexFormat.of()
          .formatHex(twinloop.merkleRoot(inputs, 32, MerkleScheme.RFC6962, totals));
    }

    @Override
    String onOneMachine(HybridScheduler scheduler, MemorySegment all, long count) {
      MerkleBuild build = MerkleBuild.of(MerkleScheme.RFC6962, all, 32);
      return HexFormat.of().formatHex(scheduler.submit(build).await().value().root());
    }
  },

  /** A sum over multiples of BN254's generator. */
  MSM(Msm.SCALAR_BYTES) {
    @Override
    String run(TwinloopSpark twinloop, JavaRDD<PackedRecords> inputs, TaskTotals totals) {
      SparkBases bases =
          twinloop.bases(
              Groups.BN254,
              inputs.mapPartitionsWithIndex((part, _) -> List.of(points(part)).iterator(), false),
              totals);
      try {
        return bases.sum(inputs).toString();
      } finally {
        bases.unpersist();
      }
    }

    @Override
    String onOneMachine(HybridScheduler scheduler, MemorySegment all, long count) {
      byte[] points = new byte[(int) count * Groups.BN254.pointBytes()];
      for (int i = 0; i < count; i++) {
        byte[] part = points(i / POINTS).data();
        int bytes = Groups.BN254.pointBytes();
        System.arraycopy(part, i % POINTS * bytes, points, i * bytes, bytes);
      }
      Bases bases = Bases.of(Groups.BN254, "all", MemorySegment.ofArray(points));
      return scheduler.submit(Msm.of(bases, all)).await().value().all().getFirst().toString();
    }
  };

  /** An MSM's records of a part: few, since each is made with BigInteger. */
  static final int POINTS = 40;

  private static final Map<String, List<PackedRecords>> MADE = new ConcurrentHashMap<>();

  private final int recordBytes;

  Workload(int recordBytes) {
    this.recordBytes = recordBytes;
  }

  /** What Spark computes, as text. */
  abstract String run(TwinloopSpark twinloop, JavaRDD<PackedRecords> inputs, TaskTotals totals);

  /** The same without Spark. */
  abstract String onOneMachine(HybridScheduler scheduler, MemorySegment all, long count);

  /** One partition's records: the same at every call. */
  PackedRecords part(int part, int count) {
    return LocalSpark.random(name().hashCode() + part, count, recordBytes);
  }

  /** Parts of this many records, one a partition; each passes through {@code gate}. */
  JavaRDD<PackedRecords> inputs(
      SparkSession session, int parts, int count, Function<PackedRecords, PackedRecords> gate) {
    return LocalSpark.context(session).parallelize(parts(parts, count), parts).map(gate);
  }

  /** Made once: the JDK's signatures differ from call to call. */
  private List<PackedRecords> parts(int parts, int count) {
    return MADE.computeIfAbsent(
        name() + parts + " of " + count,
        _ ->
            IntStream.range(0, parts)
                .mapToObj(part -> part(part, this == MSM ? POINTS : count))
                .toList());
  }

  /** What one machine's scheduler says of the same parts. */
  String expected(HybridScheduler scheduler, int parts, int count) {
    List<PackedRecords> all = parts(parts, count);
    long bytes = all.stream().mapToLong(part -> part.data().length).sum();
    MemorySegment memory = Arena.ofAuto().allocate(bytes, 64);
    long at = 0;
    for (PackedRecords part : all) {
      MemorySegment.copy(part.data(), 0, memory, ValueLayout.JAVA_BYTE, at, part.data().length);
      at += part.data().length;
    }
    return onOneMachine(scheduler, memory, bytes / recordBytes);
  }

  private static String hex(List<PackedRecords> results) {
    StringBuilder text = new StringBuilder();
    results.forEach(part -> text.append(HexFormat.of().formatHex(part.data())));
    return text.toString();
  }

  private static PackedRecords points(int part) {
    Group group = Groups.BN254;
    byte[] encoded = new byte[POINTS * group.pointBytes()];
    Point point = group.generator().multiple(BigInteger.valueOf(1_000_003L * (part + 1)));
    for (int i = 0; i < POINTS; i++) {
      point.write(MemorySegment.ofArray(encoded), (long) i * group.pointBytes());
      point = point.plus(group.generator());
    }
    return PackedRecords.fixed(encoded, group.pointBytes());
  }

  private static byte[] signatures(int part, int count) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      ECPublicKey key = (ECPublicKey) keys.getPublic();
      byte[] items = new byte[count * EcdsaBatch.ITEM_BYTES];
      Random random = new Random(part);
      for (int i = 0; i < count; i++) {
        byte[] message = new byte[20];
        random.nextBytes(message);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(keys.getPrivate());
        signature.update(message);
        int at = i * EcdsaBatch.ITEM_BYTES;
        System.arraycopy(MessageDigest.getInstance("SHA-256").digest(message), 0, items, at, 32);
        System.arraycopy(word(key.getW().getAffineX()), 0, items, at + 32, 32);
        System.arraycopy(word(key.getW().getAffineY()), 0, items, at + 64, 32);
        System.arraycopy(signature.sign(), 0, items, at + 96, 64);
        items[at + 100] ^= (byte) (i % 3 == 0 ? 1 : 0);
      }
      return items;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] word(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] word = new byte[32];
    int from = Math.max(0, bytes.length - 32);
    byte[] digits = Arrays.copyOfRange(bytes, from, bytes.length);
    System.arraycopy(digits, 0, word, 32 - digits.length, digits.length);
    return word;
  }
}
