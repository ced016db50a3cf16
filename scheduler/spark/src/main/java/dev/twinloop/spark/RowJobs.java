package dev.twinloop.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Batches of a table's rows as jobs: each row gets one more value. */
final class RowJobs {
  private RowJobs() {}

  /** Where a column stands, or -1; Spark's names ignore case, unless it is set otherwise. */
  static int column(StructType schema, String name, boolean exact) {
    String[] names = schema.fieldNames();
    for (int i = 0; i < names.length; i++) {
      if (exact ? names[i].equals(name) : names[i].equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The job of a batch of rows, whose input stands in this column. Null gives null. */
  static <R> TaskWindow.Job<R, List<Row>> of(
      PartitionWork own, ItemWise<R> work, Packing.Batch<Row> batch, int column) {
    Optional<PackedRecords> records = batch.records();
    if (records.isEmpty()) {
      return new TaskWindow.Job<>(null, _ -> extended(batch.rows(), column, null), own.lend());
    }
    return RecordJobs.of(
        own, work, records.get(), outputs -> extended(batch.rows(), column, outputs));
  }

  private static List<Row> extended(List<Row> rows, int column, @Nullable PackedRecords outputs) {
    List<Row> all = new ArrayList<>(rows.size());
    int computed = 0;
    for (Row row : rows) {
      @Nullable Object[] values = new @Nullable Object[row.size() + 1];
      for (int c = 0; c < row.size(); c++) {
        values[c] = row.get(c);
      }
      if (outputs != null && !row.isNullAt(column)) {
        values[row.size()] = outputs.get(computed++);
      }
      all.add(RowFactory.create(values));
    }
    return all;
  }
}
