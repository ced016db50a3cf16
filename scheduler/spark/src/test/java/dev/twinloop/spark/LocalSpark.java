package dev.twinloop.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Sessions and data for tests. */
final class LocalSpark {
  /** A local session whose batches are small, shared by all tests that can. */
  static final Map<String, String> SMALL_BATCHES =
      Map.of(
          "spark.twinloop.batch.bytes",
          "64k",
          "spark.twinloop.batch.records",
          "1000",
          "spark.ui.enabled",
          "true",
          "spark.ui.port",
          "0");

  private static @Nullable SparkSession session;
  private static Map<String, String> settings = Map.of();

  private LocalSpark() {}

  /** The session of one JVM that most tests share. */
  static SparkSession local() {
    return session("local[2]", SMALL_BATCHES);
  }

  /**
   * A session, which stays for further tests that ask for the same. The test is skipped with the
   * reason where Spark cannot start.
   */
  static synchronized SparkSession session(String master, Map<String, String> conf) {
    Map<String, String> wanted = new HashMap<>(conf);
    wanted.put("master", master);
    SparkSession open = session;
    if (open != null && settings.equals(wanted) && !open.sparkContext().isStopped()) {
      return open;
    }
    stop();
    open = start(master, conf);
    session = open;
    settings = wanted;
    return open;
  }

  /**
   * Ends the session, if there is one. Its executors have ended too then: on a busy machine the
   * next test found four where it had started two.
   */
  static synchronized void stop() {
    SparkSession open = session;
    session = null;
    if (open != null) {
      open.stop();
      Executors.running().forEach(executor -> executor.onExit().join());
    }
  }

  private static SparkSession start(String master, Map<String, String> conf) {
    try {
      Path scratch = Files.createTempDirectory("twinloop-spark");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(scratch)));
      SparkSession.Builder builder =
          SparkSession.builder()
              .master(master)
              .appName("twinloop test")
              .config("spark.ui.enabled", "false")
              .config("spark.sql.shuffle.partitions", "2")
              .config("spark.sql.codegen.wholeStage", "false")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.local.dir", scratch.toString())
              .config("spark.sql.warehouse.dir", scratch.resolve("warehouse").toString())
              .config("spark.plugins", TwinloopPlugin.class.getName())
              .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
              .config("spark.executor.extraJavaOptions", jvmOptions());
      conf.forEach(builder::config);
      return builder.getOrCreate();
    } catch (IOException | RuntimeException e) {
      Assumptions.abort("Spark does not start here (" + master + "): " + e);
      throw new IllegalStateException(e);
    }
  }

  private static void delete(Path folder) {
    org.apache.spark.network.util.JavaUtils.deleteQuietly(folder.toFile());
  }

  /** What {@code bin/twinloop-submit} gives the JVM too. */
  static String jvmOptions() throws IOException {
    try (InputStream options =
        Objects.requireNonNull(LocalSpark.class.getResourceAsStream("jvm.options"))) {
      return new String(options.readAllBytes(), UTF_8).replace('\n', ' ')
          + "-Dtwinloop.learned=off -XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    }
  }

  static JavaSparkContext context(SparkSession session) {
    return JavaSparkContext.fromSparkContext(session.sparkContext());
  }

  /** Batches of random records, the same at every call. */
  static JavaRDD<PackedRecords> batches(
      SparkSession session, int partitions, int records, int bytes) {
    List<Integer> seeds = IntStream.range(0, partitions).boxed().toList();
    return context(session)
        .parallelize(seeds, partitions)
        .map(seed -> random(seed, records + seed, bytes));
  }

  static PackedRecords random(int seed, int records, int bytes) {
    byte[] data = new byte[records * bytes];
    new Random(seed).nextBytes(data);
    return PackedRecords.fixed(data, bytes);
  }
}
