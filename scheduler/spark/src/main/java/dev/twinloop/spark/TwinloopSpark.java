package dev.twinloop.spark;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.merkle.SubtreeRoot;
import dev.twinloop.task.Task;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Twinloop's tasks over Spark's data: the entry point, on the driver.
 *
 * {@snippet :
 * TwinloopSpark twinloop = TwinloopSpark.of(session);
 * JavaRDD<PackedRecords> digests = twinloop.map(messages, ItemTasks.sha256());
 * Dataset<Row> hashed = twinloop.withColumn(table, "payload", "digest", ItemTasks.sha256());
 * byte[] root = twinloop.merkleRoot(leaves, 32, MerkleScheme.RFC6962);
 * }
 *
 * <p>Results equal those of one machine, whatever executor is lost on the way: Spark computes lost
 * partitions again, and an executor's scheduler computes again what its device lost.
 *
 * <p>Operations are lazy where Spark's are. Thread-safe.
 */
public final class TwinloopSpark {
  private final SparkSession session;
  private final SparkOptions options;

  private TwinloopSpark(SparkSession session, SparkOptions options) {
    this.session = session;
    this.options = options;
  }

  /**
   * Twinloop in a session's executors, set by its {@code spark.twinloop.*} properties.
   *
   * @throws IllegalArgumentException for a property out of range
   */
  public static TwinloopSpark of(SparkSession session) {
    return new TwinloopSpark(session, SparkOptions.of(session.sparkContext().conf()));
  }

  /**
   * The result of each record, batch by batch: each batch of the RDD becomes one task and one batch
   * of {@code work.outputBytes()} bytes a record, in order. Batches of some 2^18 records or 32 MiB
   * fill a GPU and keep memory small.
   */
  public JavaRDD<PackedRecords> map(JavaRDD<PackedRecords> batches, ItemWise<?> work) {
    return map(batches, work, totals());
  }

  /** The same; {@code totals} (see {@link #totals}) sums where items ran. */
  public <R> JavaRDD<PackedRecords> map(
      JavaRDD<PackedRecords> batches, ItemWise<R> work, TaskTotals totals) {
    SparkOptions set = options;
    return batches.mapPartitions(
        partition -> {
          ExecutorScheduler executor = ExecutorScheduler.get(set);
          return new TaskWindow<>(
              partition,
              records -> job(executor, work, records, Function.identity()),
              set.inFlight(),
              executor,
              totals);
        });
  }

  /**
   * The result of each record of an RDD of single records, in order. Twinloop packs a partition
   * into batches; where you can, pack them yourself and save an object a record.
   */
  public JavaRDD<byte[]> mapRecords(JavaRDD<byte[]> records, ItemWise<?> work) {
    return mapRecords(records, work, totals());
  }

  /** The same; {@code totals} (see {@link #totals}) sums where items ran. */
  public <R> JavaRDD<byte[]> mapRecords(
      JavaRDD<byte[]> records, ItemWise<R> work, TaskTotals totals) {
    SparkOptions set = options;
    return records.mapPartitions(
        partition -> {
          ExecutorScheduler executor = ExecutorScheduler.get(set);
          Packing<byte[]> packed = new Packing<>(partition, record -> record, set);
          Iterator<List<byte[]>> results =
              new TaskWindow<>(
                  packed,
                  batch -> job(executor, work, batch.records(), TwinloopSpark::unpacked),
                  set.inFlight(),
                  executor,
                  totals);
          return new Flattened<>(results);
        });
  }

  /**
   * A table with one more column of binary: the result of each row's value in {@code input}, a
   * column of binary. Null gives null. Rows are packed over a partition, not computed one by one.
   *
   * @throws IllegalArgumentException if there is no such column, it is not binary, or {@code
   *     output} exists
   */
  public <R> Dataset<Row> withColumn(
      Dataset<Row> table, String input, String output, ItemWise<R> work) {
    StructType schema = table.schema();
    if (!Arrays.asList(schema.fieldNames()).contains(input)
        || !schema.apply(input).dataType().equals(DataTypes.BinaryType)
        || Arrays.asList(schema.fieldNames()).contains(output)) {
      throw new IllegalArgumentException(
          "columns: input=%s, output=%s, accepted: input of type binary, output not there yet; the table has %s"
              .formatted(input, output, schema.simpleString()));
    }
    int column = schema.fieldIndex(input);
    SparkOptions set = options;
    TaskTotals totals = totals();
    return table.mapPartitions(
        (org.apache.spark.api.java.function.MapPartitionsFunction<Row, Row>)
            rows -> new RowResults<>(rows, column, work, set, totals),
        Encoders.row(schema.add(output, DataTypes.BinaryType, true)));
  }

  /**
   * One task for each element, a few of a partition at a time: transforms, sums, proofs.
   *
   * @param task makes the task in the executor
   * @param read makes the output of the task's result
   */
  public <I, R, O> JavaRDD<O> mapTasks(
      JavaRDD<I> elements, Maker<I, Task<R>> task, Maker<R, O> read) {
    SparkOptions set = options;
    TaskTotals totals = totals();
    FlatMapFunction<Iterator<I>, O> partitions =
        partition -> {
          ExecutorScheduler executor = ExecutorScheduler.get(set);
          return new TaskWindow<>(
              partition,
              element ->
                  new TaskWindow.Job<>(task.make(element), read::make, executor.memory().lend()),
              set.inFlight(),
              executor,
              totals);
        };
    return elements.mapPartitions(partitions);
  }

  /**
   * The root of the Merkle tree over all leaves, in the order of the RDD: equal to that of one
   * {@link dev.twinloop.kernel.merkle.MerkleBuild} over them. Each executor reduces its partitions
   * to a few subtree roots, which the driver merges. Leaves are counted first, in a job of its own
   * that reads the RDD once more: cache it where reading is dear.
   *
   * @param leaves leaves of one length, packed
   * @param leafBytes the length of each, 1 to 2^20
   * @throws IllegalArgumentException if there are no leaves
   */
  public byte[] merkleRoot(JavaRDD<PackedRecords> leaves, int leafBytes, MerkleScheme scheme) {
    List<Long> counts =
        leaves.mapPartitions(partition -> List.of(count(partition)).iterator()).collect();
    long[] starts = new long[counts.size() + 1];
    for (int i = 0; i < counts.size(); i++) {
      starts[i + 1] = starts[i] + counts.get(i);
    }
    long total = starts[counts.size()];
    if (total == 0) {
      throw new IllegalArgumentException("merkle: leaves=0, accepted: 1 or more");
    }
    SparkOptions set = options;
    TaskTotals totals = totals();
    List<SubtreeRoot> roots =
        leaves
            .mapPartitionsWithIndex(
                (index, partition) ->
                    new MerkleRange(scheme, leafBytes, set, totals)
                        .roots(starts[index], partition)
                        .iterator(),
                false)
            .collect();
    return SubtreeRoot.merge(scheme, total, roots);
  }

  /**
   * The points of a large MSM: each partition stays with the executor that has it, and with its
   * device.
   *
   * @param points batches of points, x before y, as {@link dev.twinloop.kernel.msm.Bases} has them
   */
  public SparkBases bases(Group group, JavaRDD<PackedRecords> points) {
    return new SparkBases(group, points, options, totals());
  }

  /** A sum over everything that tasks of an operation report. Shown in Spark's UI. */
  public TaskTotals totals() {
    TaskTotals totals = new TaskTotals();
    session.sparkContext().register(totals, "twinloop");
    return totals;
  }

  SparkSession session() {
    return session;
  }

  SparkOptions options() {
    return options;
  }

  /**
   * A function that travels to executors.
   *
   * @param <I> input
   * @param <O> output
   */
  @FunctionalInterface
  public interface Maker<I, O> extends Serializable {
    /** Makes the output. */
    O make(I input);
  }

  static <R, O> TaskWindow.Job<R, O> job(
      ExecutorScheduler executor,
      ItemWise<R> work,
      PackedRecords records,
      Function<PackedRecords, O> read) {
    BatchMemory.Lent memory = executor.memory().lend();
    try {
      RecordMemory batch = RecordMemory.pack(records, work.outputBytes(), memory);
      return new TaskWindow.Job<>(
          work.task(batch),
          result ->
              read.apply(PackedRecords.fixed(work.results(result, batch), work.outputBytes())),
          memory);
    } catch (RuntimeException | Error e) {
      memory.close();
      throw e;
    }
  }

  static List<byte[]> unpacked(PackedRecords records) {
    List<byte[]> all = new ArrayList<>(records.count());
    for (int i = 0; i < records.count(); i++) {
      all.add(records.get(i));
    }
    return all;
  }

  private static long count(Iterator<PackedRecords> partition) {
    long count = 0;
    while (partition.hasNext()) {
      count += partition.next().count();
    }
    return count;
  }

  /** Rows of a partition with their results. */
  private static final class RowResults<R> implements Iterator<Row> {
    private final Iterator<Row> rows;

    RowResults(
        Iterator<Row> rows, int column, ItemWise<R> work, SparkOptions set, TaskTotals totals) {
      ExecutorScheduler executor = ExecutorScheduler.get(set);
      Packing<Row> packed =
          new Packing<>(rows, row -> row.isNullAt(column) ? new byte[0] : row.getAs(column), set);
      Iterator<List<Row>> results =
          new TaskWindow<>(
              packed,
              batch ->
                  job(
                      executor,
                      work,
                      batch.records(),
                      outputs -> extended(batch.rows(), column, outputs)),
              set.inFlight(),
              executor,
              totals);
      this.rows = new Flattened<>(results);
    }

    private static List<Row> extended(List<Row> rows, int column, PackedRecords outputs) {
      List<Row> all = new ArrayList<>(rows.size());
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get(i);
        Object[] values = new Object[row.size() + 1];
        for (int c = 0; c < row.size(); c++) {
          values[c] = row.get(c);
        }
        values[row.size()] = row.isNullAt(column) ? null : outputs.get(i);
        all.add(RowFactory.create(values));
      }
      return all;
    }

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public Row next() {
      return rows.next();
    }
  }
}
