package dev.twinloop.spark;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.merkle.MerkleScheme;
import dev.twinloop.kernel.merkle.SubtreeRoot;
import dev.twinloop.kernel.msm.Msm;
import dev.twinloop.task.Task;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
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
          PartitionWork own = PartitionWork.begin(set, totals);
          return own.tasks(
              partition, records -> RecordJobs.of(own, work, records, Function.identity()));
        });
  }

  /**
   * The result of each record of an RDD of single records, in order. None may be null; a record may
   * be empty where the work takes that. Twinloop packs a partition into batches; where you can,
   * pack them yourself and save an object a record.
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
          PartitionWork own = PartitionWork.begin(set, totals);
          Packing<byte[]> packed = new Packing<>(partition, RecordJobs::requireRecord, set);
          return new Flattened<>(
              own.tasks(
                  packed,
                  batch ->
                      RecordJobs.of(
                          own, work, batch.records().orElseThrow(), PackedRecords::toList)));
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
    return withColumn(table, input, output, work, totals());
  }

  /** The same; {@code totals} (see {@link #totals}) sums where items ran. */
  public <R> Dataset<Row> withColumn(
      Dataset<Row> table, String input, String output, ItemWise<R> work, TaskTotals totals) {
    StructType schema = table.schema();
    boolean exact = Boolean.parseBoolean(session.conf().get("spark.sql.caseSensitive", "false"));
    int column = RowJobs.column(schema, input, exact);
    if (column < 0
        || !schema.fields()[column].dataType().equals(DataTypes.BinaryType)
        || RowJobs.column(schema, output, exact) >= 0) {
      throw new IllegalArgumentException(
          "columns: input=%s, output=%s, accepted: input of type binary, output not there yet; the table has %s"
              .formatted(input, output, schema.simpleString()));
    }
    SparkOptions set = options;
    return table.mapPartitions(
        (org.apache.spark.api.java.function.MapPartitionsFunction<Row, Row>)
            rows -> {
              PartitionWork own = PartitionWork.begin(set, totals);
              Packing<Row> packed = new Packing<>(rows, row -> row.getAs(column), set);
              return new Flattened<>(
                  own.tasks(packed, batch -> RowJobs.of(own, work, batch, column)));
            },
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
    return mapTasks(elements, task, read, totals());
  }

  /** The same; {@code totals} (see {@link #totals}) sums where items ran. */
  public <I, R, O> JavaRDD<O> mapTasks(
      JavaRDD<I> elements, Maker<I, Task<R>> task, Maker<R, O> read, TaskTotals totals) {
    SparkOptions set = options;
    FlatMapFunction<Iterator<I>, O> partitions =
        partition -> {
          PartitionWork own = PartitionWork.begin(set, totals);
          return own.tasks(
              partition, element -> TaskWindow.Job.of(task.make(element), read::make, own.lend()));
        };
    return elements.mapPartitions(partitions);
  }

  /**
   * One output for each element, by a resource that an executor opens once: a proof farm.
   *
   * {@snippet :
   * var prover = new SharedResource<>("prover", ZkProver.class, ZkProver::open);
   * JavaRDD<String> proofs = twinloop.mapWith(witnesses, prover, MyFarm::prove);
   * }
   */
  public <S extends AutoCloseable, I, O> JavaRDD<O> mapWith(
      JavaRDD<I> elements, SharedResource<S> shared, SharedResource.Use<S, I, O> use) {
    SparkOptions set = options;
    return elements.mapPartitions(
        partition -> {
          S resource = ExecutorScheduler.get(set).resource(shared);
          return new Mapped<>(partition, element -> use.apply(resource, element));
        });
  }

  /**
   * The root of the Merkle tree over all leaves, in the order of the RDD: equal to that of one
   * {@link dev.twinloop.kernel.merkle.MerkleBuild} over them. Each executor reduces its partitions
   * to a few subtree roots, which the driver merges. Leaves are counted first, in a job of its own
   * that reads the RDD once more: cache it where reading is dear.
   *
   * @param leaves leaves of one length, packed
   * @param leafBytes the length of each, 1 to 2^20
   * @throws IllegalArgumentException if there are no leaves, or the scheme takes none of that
   *     length
   */
  public byte[] merkleRoot(JavaRDD<PackedRecords> leaves, int leafBytes, MerkleScheme scheme) {
    return merkleRoot(leaves, leafBytes, scheme, totals());
  }

  /** The same; {@code totals} (see {@link #totals}) sums where leaves were hashed. */
  public byte[] merkleRoot(
      JavaRDD<PackedRecords> leaves, int leafBytes, MerkleScheme scheme, TaskTotals totals) {
    MerkleRange.requireLeaves(scheme, leafBytes);
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
    List<SubtreeRoot> roots =
        leaves
            .mapPartitionsWithIndex(
                (index, partition) ->
                    new MerkleRange(scheme, leafBytes, set, totals)
                        .roots(starts[index], partition).stream()
                            .map(TravellingRoot::bytes)
                            .iterator(),
                false)
            .collect()
            .stream()
            .map(TravellingRoot::read)
            .toList();
    return SubtreeRoot.merge(scheme, total, roots);
  }

  /**
   * The points of a large MSM: each partition stays with the executor that has it, and with its
   * device.
   *
   * @param points batches of points, x before y, as {@link dev.twinloop.kernel.msm.Bases} has them
   * @throws IllegalArgumentException if there are no sums over this group
   */
  public SparkBases bases(Group group, JavaRDD<PackedRecords> points) {
    return bases(group, points, totals());
  }

  /** The same; {@code totals} (see {@link #totals}) sums where sums were computed. */
  public SparkBases bases(Group group, JavaRDD<PackedRecords> points, TaskTotals totals) {
    if (!Msm.groups().contains(group)) {
      throw new IllegalArgumentException(
          "msm: group=%s, accepted: %s"
              .formatted(group.name(), Msm.groups().stream().map(Group::name).toList()));
    }
    return new SparkBases(group, points, options, totals);
  }

  /** A sum over everything that tasks of an operation report. Shown in Spark's UI. */
  public TaskTotals totals() {
    TaskTotals totals = new TaskTotals();
    session.sparkContext().register(totals, "twinloop");
    return totals;
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

  private static long count(Iterator<PackedRecords> partition) {
    long count = 0;
    while (partition.hasNext()) {
      count += partition.next().count();
    }
    return count;
  }
}
