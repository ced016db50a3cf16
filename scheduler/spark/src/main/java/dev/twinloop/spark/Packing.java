package dev.twinloop.spark;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/**
 * Gathers single records into batches of bounded size, with what they came from beside them.
 *
 * @param <T> what a record comes from
 */
final class Packing<T> implements Iterator<Packing.Batch<T>> {
  private final Iterator<T> rows;
  private final Function<T, byte[]> bytes;
  private final long mostBytes;
  private final int mostRecords;

  /**
   * Records of a batch and what they came from, in one order.
   *
   * @param rows what each record came from
   * @param records the records
   */
  record Batch<T>(List<T> rows, PackedRecords records) {}

  Packing(Iterator<T> rows, Function<T, byte[]> bytes, SparkOptions options) {
    this.rows = rows;
    this.bytes = bytes;
    this.mostBytes = options.batchBytes();
    this.mostRecords = options.batchRecords();
  }

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Batch<T> next() {
    if (!rows.hasNext()) {
      throw new NoSuchElementException("no further row");
    }
    List<T> from = new ArrayList<>();
    List<byte[]> records = new ArrayList<>();
    long size = 0;
    while (rows.hasNext() && records.size() < mostRecords && size < mostBytes) {
      T row = rows.next();
      byte[] record = bytes.apply(row);
      from.add(row);
      records.add(record);
      size += record.length;
    }
    return new Batch<>(from, PackedRecords.of(records));
  }
}
