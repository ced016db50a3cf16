package dev.twinloop.cli.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;

/**
 * Lines of a stream, one after the other, in a buffer that never grows beyond the longest line that
 * is accepted and one byte. A last line without a line feed is a line; a carriage return is part of
 * its line.
 */
public final class LineReader {
  /** The longest line; of a longer one only its start can be seen. */
  public static final int MAX_BYTES = 4 << 20;

  private static final int FIRST_BYTES = 1 << 18;
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final ReadableByteChannel in;
  private byte[] buffer = new byte[FIRST_BYTES];
  private int filled;
  private int from;
  private int to = -1;
  private long number;
  private long bytes;
  private boolean tooLong;

  public LineReader(ReadableByteChannel in) {
    this.in = in;
  }

  /** Goes to the next line; false at the end. What {@link #buffer} held is gone. */
  public boolean next() throws IOException {
    from = Math.min(to + 1, filled);
    tooLong = false;
    int scanned = from;
    while (true) {
      int feed = feed(scanned);
      if (feed >= 0) {
        return line(feed);
      }
      scanned = filled;
      if (from > 0) {
        System.arraycopy(buffer, from, buffer, 0, filled - from);
        filled -= from;
        scanned = filled;
        from = 0;
      }
      // Room for one byte more: the line feed of the longest line.
      if (filled == buffer.length && filled <= MAX_BYTES) {
        buffer = Arrays.copyOf(buffer, Math.min(MAX_BYTES + 1, 2 * filled));
      } else if (filled == buffer.length) {
        tooLong = true;
        filled = 0;
        scanned = 0;
      }
      if (!read()) {
        return (filled > 0 || tooLong) && line(filled);
      }
    }
  }

  private int feed(int start) {
    for (int i = start; i < filled; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private boolean line(int end) {
    to = end;
    number++;
    return true;
  }

  private boolean read() throws IOException {
    int n = in.read(ByteBuffer.wrap(buffer, filled, buffer.length - filled));
    if (n < 0) {
      return false;
    }
    filled += n;
    bytes += n;
    return true;
  }

  /** Holds the line. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where the line starts in the buffer. */
  public int from() {
    return from;
  }

  /** The same, but behind the UTF-8 byte order mark that a stream may begin with. */
  public int fromBehindMark() {
    int behind = from + MARK.length;
    boolean marked =
        number == 1 && behind <= to && Arrays.equals(buffer, from, behind, MARK, 0, MARK.length);
    return marked ? behind : from;
  }

  /** Where it ends. */
  public int to() {
    return to;
  }

  /** Whether it was longer than {@link #MAX_BYTES}: then the buffer does not hold it. */
  public boolean tooLong() {
    return tooLong;
  }

  /** The line's number, from 1. */
  public long number() {
    return number;
  }

  /** How many bytes were read from the stream. */
  public long bytes() {
    return bytes;
  }
}
