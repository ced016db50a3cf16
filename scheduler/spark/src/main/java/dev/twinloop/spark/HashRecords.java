package dev.twinloop.spark;

import java.util.HexFormat;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * An application to start with: the SHA-256 digest of each record of a file, as lines of hex in a
 * folder. {@code bin/twinloop-submit} shows its {@code spark-submit} line.
 */
public final class HashRecords {
  private HashRecords() {}

  /**
   * Runs the application.
   *
   * @param arguments input (any path that Spark reads), bytes a record, and the output folder,
   *     which must not exist yet
   */
  public static void main(String[] arguments) {
    if (arguments.length != 3 || !arguments[1].matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException(
          "arguments: %d, accepted: INPUT RECORD_BYTES OUTPUT, RECORD_BYTES from 1 to 9999999"
              .formatted(arguments.length));
    }
    SparkSession session = SparkSession.builder().appName("twinloop: SHA-256").getOrCreate();
    try {
      TaskTotals.Totals totals =
          run(session, arguments[0], Integer.parseInt(arguments[1]), arguments[2]);
      System.err.println("twinloop: records by device: " + totals.itemsByDevice());
    } finally {
      session.stop();
    }
  }

  static TaskTotals.Totals run(SparkSession session, String input, int bytes, String output) {
    TwinloopSpark twinloop = TwinloopSpark.of(session);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    TaskTotals totals = twinloop.totals();
    twinloop
        .mapRecords(context.binaryRecords(input, bytes), ItemTasks.sha256(), totals)
        .map(digest -> HexFormat.of().formatHex(digest))
        .saveAsTextFile(output);
    return totals.value();
  }
}
