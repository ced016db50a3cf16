package dev.twinloop.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gathers single records into batches of bounded size, with what they came from beside them. What
 * has no record stands beside them too.
 *
 * @param <T> what a record comes from
 */
final class Packing<T> implements Iterator<Packing.Batch<T>> {
  private final Iterator<T> rows;
  private final Function<T, byte @Nullable []> bytes;
  private final long mostBytes;
  private final int mostRecords;
  private @Nullable Row<T> ahead;

  @SuppressWarnings("ArrayRecordComponent")
  private record Row<T>(T from, byte @Nullable [] record) {
    int length() {
      return record == null ? 0 : record.length;
    }
  }

  /**
   * Records of a batch and what they came from, in one order.
   *
   * @param rows what there was, with and without a record
   * @param records the records of those that have one; empty if none has
   */
  record Batch<T>(List<T> rows, Optional<PackedRecords> records) {}

  Packing(Iterator<T> rows, Function<T, byte @Nullable []> bytes, SparkOptions options) {
    this.rows = rows;
    this.bytes = bytes;
    this.mostBytes = options.batchBytes();
    this.mostRecords = options.batchRecords();
  }

  @Override
  public boolean hasNext() {
    return ahead != null || rows.hasNext();
  }

  /** As many rows as fit, and at least one. */
  @Override
  public Batch<T> next() {
    Row<T> row = read();
    if (row == null) {
      throw new NoSuchElementException("no further row");
    }
    List<T> from = new ArrayList<>();
    List<byte[]> records = new ArrayList<>();
    long size = 0;
    while (row != null
        && from.size() < mostRecords
        && (from.isEmpty() || size + row.length() <= mostBytes)) {
      from.add(row.from());
      if (row.record() != null) {
        records.add(row.record());
      }
      size += row.length();
      row = read();
    }
    ahead = row;
    return new Batch<>(
        from, records.isEmpty() ? Optional.empty() : Optional.of(PackedRecords.of(records)));
  }

  private @Nullable Row<T> read() {
    Row<T> row = ahead;
    ahead = null;
    if (row == null && rows.hasNext()) {
      T from = rows.next();
      row = new Row<>(from, bytes.apply(from));
    }
    return row;
  }
}
