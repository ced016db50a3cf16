package dev.twinloop.kernel.data;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import dev.twinloop.task.ParallelCopy;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Records of bytes (messages, leaves), in memory that belongs to the caller and must not change
 * while a task reads it.
 */
public sealed interface Records {
  /** Longest record: 1 MiB. A longer one has no parallelism worth a device. */
  int MAX_BYTES = 1 << 20;

  /** Most bytes that {@link #of} copies into an array, where libraries of the JVM read them. */
  long MOST_ON_HEAP = 16 << 20;

  /** How many records there are; at least 1. */
  long count();

  /** Where a record starts in {@link #data}. */
  long offset(long index);

  /** Length of a record in bytes, 0 to {@link #MAX_BYTES}. */
  int bytes(long index);

  /** The memory that the records lie in. */
  MemorySegment data();

  /** The part of the memory from the first record's first byte to the last one's last. */
  default MemorySegment extent() {
    long last = count() - 1;
    return data().asSlice(offset(0), offset(last) + bytes(last) - offset(0));
  }

  /** All memory that is read: the records, and the offsets that find them. */
  MemorySegment[] read();

  /** Bytes of records {@code from} to {@code to}, without the gaps between them. */
  long bytesBetween(long from, long to);

  /** Copies records {@code from} to {@code to} to the start of memory, without gaps. */
  void pack(long from, long to, MemorySegment target);

  /**
   * Records that are copied now: of one length if they all have it.
   *
   * @throws IllegalArgumentException if there is none, or one is longer than {@link #MAX_BYTES}
   */
  static Records of(List<byte[]> records) {
    long bytes = 0;
    for (byte[] record : records) {
      bytes += record.length;
    }
    MemorySegment data =
        bytes <= MOST_ON_HEAP
            ? MemorySegment.ofArray(new byte[(int) bytes])
            : Arena.ofAuto().allocate(bytes);
    MemorySegment offsets = MemorySegment.ofArray(new long[records.size() + 1]);
    long at = 0;
    boolean uniform = true;
    for (int i = 0; i < records.size(); i++) {
      byte[] record = records.get(i);
      MemorySegment.copy(MemorySegment.ofArray(record), 0, data, at, record.length);
      at += record.length;
      offsets.set(JAVA_LONG_UNALIGNED, 8L * (i + 1), at);
      uniform &= record.length == records.getFirst().length;
    }
    if (!uniform || records.isEmpty()) {
      return new Variable(data, offsets);
    }
    int length = records.getFirst().length;
    return new Fixed(data, length, length, records.size());
  }

  /**
   * Records of one length at regular distances.
   *
   * @param data starts with the first record; readable from every thread
   * @param recordBytes length of each, 0 to 2^20
   * @param strideBytes from the start of one record to the next, at least {@code recordBytes}
   * @param count how many, at least 1
   */
  record Fixed(MemorySegment data, int recordBytes, long strideBytes, long count)
      implements Records {
    public Fixed {
      if (count < 1 || count > Long.MAX_VALUE >> 8) {
        throw new IllegalArgumentException("records: count=" + count + ", accepted: 1 to 2^55");
      }
      if (recordBytes < 0 || recordBytes > MAX_BYTES) {
        throw new IllegalArgumentException(
            "records: recordBytes=" + recordBytes + ", accepted: 0 to 2^20");
      }
      if (strideBytes < recordBytes) {
        throw new IllegalArgumentException(
            "records: strideBytes=" + strideBytes + ", accepted: at least " + recordBytes);
      }
      long room = data.byteSize() - recordBytes;
      if (room < 0 || (strideBytes > 0 && room / strideBytes < count - 1)) {
        throw new IllegalArgumentException(
            "records: data of %d bytes, count=%d, recordBytes=%d, strideBytes=%d, accepted: data of at least (count - 1) * strideBytes + recordBytes"
                .formatted(data.byteSize(), count, recordBytes, strideBytes));
      }
      SharedMemory.requireInput("records: data", data);
    }

    @Override
    public long offset(long index) {
      return index * strideBytes;
    }

    @Override
    public long bytesBetween(long from, long to) {
      return (to - from) * recordBytes;
    }

    @Override
    public void pack(long from, long to, MemorySegment target) {
      ParallelCopy.pack(data.asSlice(offset(from)), strideBytes, target, recordBytes, to - from);
    }

    @Override
    public MemorySegment[] read() {
      return new MemorySegment[] {extent()};
    }

    /** Whether each record starts where the one before ends. */
    boolean gapless() {
      return strideBytes == recordBytes;
    }

    /** The memory of records {@code from} to {@code to}, if there are no gaps. */
    MemorySegment between(long from, long to) {
      return data.asSlice(offset(from), (to - from) * strideBytes);
    }

    @Override
    public int bytes(long index) {
      return recordBytes;
    }
  }

  /**
   * Records of any lengths, one after the other.
   *
   * @param data readable from every thread
   * @param offsets {@code count + 1} longs in native byte order, ascending: where each record
   *     starts in {@code data}, and where the last one ends
   */
  record Variable(MemorySegment data, MemorySegment offsets) implements Records {
    public Variable {
      SharedMemory.requireInput("records: data", data);
      SharedMemory.requireInput("records: offsets", offsets);
      long longs = offsets.byteSize() / 8;
      if (offsets.byteSize() % 8 != 0 || longs < 2) {
        throw new IllegalArgumentException(
            "records: offsets of %d bytes, accepted: 8 * (count + 1), count at least 1"
                .formatted(offsets.byteSize()));
      }
      long from = offsets.get(JAVA_LONG_UNALIGNED, 0);
      if (from < 0) {
        throw new IllegalArgumentException("records: offset[0]=" + from + ", accepted: 0 or more");
      }
      for (long i = 1; i < longs; i++) {
        long to = offsets.get(JAVA_LONG_UNALIGNED, i * 8);
        if (to < from || to - from > MAX_BYTES) {
          throw new IllegalArgumentException(
              "records: index=%d, from offset %d to %d, accepted: 0 to 2^20 bytes"
                  .formatted(i - 1, from, to));
        }
        from = to;
      }
      if (from > data.byteSize()) {
        throw new IllegalArgumentException(
            "records: last offset=%d, accepted: at most the %d bytes of data"
                .formatted(from, data.byteSize()));
      }
    }

    @Override
    public long bytesBetween(long from, long to) {
      return offset(to) - offset(from);
    }

    @Override
    public void pack(long from, long to, MemorySegment target) {
      ParallelCopy.copy(data, offset(from), target, 0, bytesBetween(from, to));
    }

    @Override
    public MemorySegment[] read() {
      return new MemorySegment[] {extent(), offsets};
    }

    @Override
    public long count() {
      return offsets.byteSize() / 8 - 1;
    }

    @Override
    public long offset(long index) {
      return offsets.get(JAVA_LONG_UNALIGNED, index * 8);
    }

    @Override
    public int bytes(long index) {
      return (int) (offset(index + 1) - offset(index));
    }
  }
}
