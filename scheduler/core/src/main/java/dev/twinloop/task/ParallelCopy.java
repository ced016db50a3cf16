package dev.twinloop.task;

import java.lang.foreign.MemorySegment;
import java.util.stream.LongStream;

/**
 * Copies large memory on several cores. One core moves about 10 GB/s; the bus to a device takes
 * five times as much. The copies use the common fork-join pool. Small copies stay on the calling
 * thread.
 */
public final class ParallelCopy {
  private static final long CHUNK = 512 << 10;
  private static final long ALONE = 1 << 20;

  private ParallelCopy() {}

  /**
   * Copies {@code bytes} from one segment to another. Returns when all bytes are copied.
   *
   * @throws IndexOutOfBoundsException if either range is not within its segment; nothing is copied
   */
  public static void copy(
      MemorySegment src, long srcOffset, MemorySegment dst, long dstOffset, long bytes) {
    MemorySegment from = src.asSlice(srcOffset, bytes);
    MemorySegment to = dst.asSlice(dstOffset, bytes);
    if (bytes <= ALONE) {
      to.copyFrom(from);
      return;
    }
    LongStream.range(0, (bytes + CHUNK - 1) / CHUNK)
        .parallel()
        .map(chunk -> chunk * CHUNK)
        .forEach(at -> MemorySegment.copy(from, at, to, at, Math.min(CHUNK, bytes - at)));
  }

  /** Overwrites a segment with zeros. */
  public static void zero(MemorySegment segment) {
    long bytes = segment.byteSize();
    if (bytes <= ALONE) {
      segment.fill((byte) 0);
      return;
    }
    LongStream.range(0, (bytes + CHUNK - 1) / CHUNK)
        .parallel()
        .map(chunk -> chunk * CHUNK)
        .forEach(at -> segment.asSlice(at, Math.min(CHUNK, bytes - at)).fill((byte) 0));
  }

  /**
   * Closes the gaps between rows: copies {@code rows} rows of {@code rowBytes}, which start every
   * {@code stride} bytes in {@code src}, one after the other to the start of {@code dst}.
   *
   * @param src starts with the first row
   * @param stride at least {@code rowBytes}
   * @throws IndexOutOfBoundsException if a segment is too short for {@code rows} rows
   */
  public static void pack(
      MemorySegment src, long stride, MemorySegment dst, long rowBytes, long rows) {
    if (stride == rowBytes || rows < 2) {
      copy(src, 0, dst, 0, rows * rowBytes);
      return;
    }
    if (rowBytes == 0) {
      return;
    }
    MemorySegment from = src.asSlice(0, (rows - 1) * stride + rowBytes);
    MemorySegment to = dst.asSlice(0, rows * rowBytes);
    long group = Math.max(1, CHUNK / rowBytes);
    LongStream groups = LongStream.range(0, (rows + group - 1) / group);
    (rows * rowBytes <= ALONE ? groups : groups.parallel())
        .forEach(
            g -> {
              for (long row = g * group; row < Math.min(rows, (g + 1) * group); row++) {
                MemorySegment.copy(from, row * stride, to, row * rowBytes, rowBytes);
              }
            });
  }
}
