package dev.twinloop.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assumptions;

/** Sessions and data for tests. */
final class LocalSpark {
  private LocalSpark() {}

  /** A session; the test is skipped with the reason where Spark cannot start. */
  static SparkSession start(String master, Map<String, String> conf) {
    try {
      Path scratch = Files.createTempDirectory("twinloop-spark");
      SparkSession.Builder builder =
          SparkSession.builder()
              .master(master)
              .appName("twinloop test")
              .config("spark.ui.enabled", "false")
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

  /** What {@code bin/twinloop-submit} gives the JVM too. */
  private static String jvmOptions() throws IOException {
    try (InputStream options =
        Objects.requireNonNull(LocalSpark.class.getResourceAsStream("jvm.options"))) {
      return new String(options.readAllBytes(), UTF_8).replace('\n', ' ');
    }
  }

  /** Batches of random records, the same at every call. */
  static JavaRDD<PackedRecords> batches(
      SparkSession session, int partitions, int records, int bytes) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    return context
        .parallelize(IntStream.range(0, partitions).boxed().toList(), partitions)
        .map(seed -> random(seed, records + seed, bytes));
  }

  static PackedRecords random(int seed, int records, int bytes) {
    byte[] data = new byte[records * bytes];
    new Random(seed).nextBytes(data);
    return PackedRecords.fixed(data, bytes);
  }
}
