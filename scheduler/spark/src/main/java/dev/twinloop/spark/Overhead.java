package dev.twinloop.spark;

import dev.twinloop.kernel.sha256.Sha256Batch;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * An application that measures what Spark costs: SHA-256 of 2^22 messages of 64 bytes through the
 * plain scheduler and through Spark, in turns, on the same cores of this JVM.
 *
 * <p>Spark's figure is that of a whole job over packed batches that lie in Spark's memory, as an
 * earlier step of a job leaves them, whose digests an action consumes.
 */
public final class Overhead {
  private static final int RECORD_BYTES = 64;
  private static final int DIGEST_BYTES = 32;

  /** Partitions of one message, whose cost is that of a partition. */
  private static final int TINY = 200;

  private final int records;
  private final int partitions;
  private final int rounds;

  private Overhead(int records, int partitions, int rounds) {
    this.records = records;
    this.partitions = partitions;
    this.rounds = rounds;
  }

  /**
   * Runs the application; to be submitted with a local master.
   *
   * @param arguments none, or messages (a power of two from 2^10 to 2^24), partitions (1 to 1024)
   *     and rounds (1 to 1000) instead of 2^22, 16 and 9
   */
  public static void main(String[] arguments) throws Exception {
    int[] set = {1 << 22, 16, 9};
    for (int i = 0; i < Math.min(arguments.length, set.length); i++) {
      set[i] = Integer.parseInt(arguments[i]);
    }
    if (arguments.length > 3
        || Integer.bitCount(set[0]) != 1
        || set[0] < 1 << 10
        || set[0] > 1 << 24
        || set[1] < 1
        || set[1] > 1024
        || set[2] < 1
        || set[2] > 1000) {
      throw new IllegalArgumentException(
          "arguments: %s, accepted: MESSAGES PARTITIONS ROUNDS, a power of two from 1024 to 16777216, 1 to 1024, 1 to 1000"
              .formatted(Arrays.toString(arguments)));
    }
    SparkSession session = SparkSession.builder().appName("twinloop: overhead").getOrCreate();
    try {
      System.err.println(new Overhead(set[0], set[1], set[2]).measured(session));
    } finally {
      session.stop();
    }
  }

  private String measured(SparkSession session) throws Exception {
    if (!session.sparkContext().isLocal()) {
      throw new IllegalArgumentException(
          "master=%s, accepted: local[N], where both sides have the same cores"
              .formatted(session.sparkContext().master()));
    }
    TwinloopSpark twinloop = TwinloopSpark.of(session);
    ItemWise<?> hash = ItemTasks.sha256();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    int each = Math.max(1, records / partitions);
    JavaRDD<PackedRecords> batches =
        context
            .parallelize(IntStream.range(0, partitions).boxed().toList(), partitions)
            .map(seed -> batch(seed, each))
            .cache();
    long messages = batches.map(PackedRecords::count).reduce(Integer::sum);
    JavaRDD<byte[]> single = batches.flatMap(batch -> batch.toList().iterator());
    JavaRDD<PackedRecords> tiny =
        context
            .parallelize(IntStream.range(0, TINY).boxed().toList(), TINY)
            .map(seed -> batch(seed, 1));
    List<Series> series = new ArrayList<>();
    try (HybridScheduler scheduler =
        HybridScheduler.open(SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY))) {
      MemorySegment data = scheduler.allocate(messages * RECORD_BYTES);
      MemorySegment.copy(
          MemorySegment.ofArray(batch(0, each).data()), 0, data, 0, (long) each * RECORD_BYTES);
      MemorySegment out = scheduler.allocate(messages * DIGEST_BYTES);
      Callable<?> alone =
          () ->
              scheduler
                  .submit(Sha256Batch.fixed(data, RECORD_BYTES, RECORD_BYTES, messages).into(out))
                  .await();
      series.add(new Series("plain scheduler", alone));
      series.add(new Series("Spark, packed batches", count(twinloop.map(batches, hash))));
      series.add(
          new Series("Spark, single records", () -> twinloop.mapRecords(single, hash).count()));
      series.add(new Series("Spark, partitions of one message", count(twinloop.map(tiny, hash))));
      for (int i = -rounds / 2 - 1; i < rounds; i++) { // the first ones warm up
        for (Series one : series) {
          one.measure(i >= 0);
        }
      }
    }
    return text(messages, series, session.sparkContext().master());
  }

  private static Callable<?> count(JavaRDD<PackedRecords> digests) {
    return () -> digests.map(PackedRecords::count).reduce(Integer::sum);
  }

  /** Times of one way to do it. */
  private static final class Series {
    private final String name;
    private final Callable<?> work;
    private final List<Double> seconds = new ArrayList<>();

    Series(String name, Callable<?> work) {
      this.name = name;
      this.work = work;
    }

    void measure(boolean kept) throws Exception {
      long start = System.nanoTime();
      work.call();
      if (kept) {
        seconds.add((System.nanoTime() - start) / 1e9);
      }
    }

    double median() {
      return seconds.stream().sorted().skip(seconds.size() / 2).findFirst().orElseThrow();
    }
  }

  private String text(long messages, List<Series> series, String master) {
    StringBuilder text =
        new StringBuilder(
            "SHA-256 of %,d messages of 64 bytes, %s, %d partitions, medians of %d, in turns%n"
                .formatted(messages, master, partitions, rounds));
    double plain = series.getFirst().median();
    for (Series one : series.subList(0, series.size() - 1)) {
      text.append(
          "%-24s %7.3f s %,13.0f/s  %.2f of the plain scheduler%n"
              .formatted(one.name, one.median(), messages / one.median(), plain / one.median()));
    }
    Series tiny = series.getLast();
    return text.append("%s: %.2f ms each".formatted(tiny.name, 1e3 * tiny.median() / TINY))
        .toString();
  }

  private static PackedRecords batch(int seed, int count) {
    byte[] data = new byte[count * RECORD_BYTES];
    new Random(seed).nextBytes(data);
    return PackedRecords.fixed(data, RECORD_BYTES);
  }
}
