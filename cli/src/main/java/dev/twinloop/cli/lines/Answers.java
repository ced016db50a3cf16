package dev.twinloop.cli.lines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * The lines of a batch on their way out: the ids as they came, one behind the other, and the
 * reasons of those lines that never became items. The others are the batch's items, in order.
 */
final class Answers {
  /** Most lines of a batch. */
  static final int LINES = 1 << 16;

  /** Bytes of ids and reasons after which a batch is full. */
  static final int MOST_BYTES = 8 << 20;

  /** Stands for an id that is missing. */
  static final byte[] NO_ID = ascii("null");

  private static final byte[] HEAD = ascii("{\"id\":");
  private static final byte[] END = ascii("}\n");

  private final ByteArrayOutputStream ids = new ByteArrayOutputStream();
  private final Map<Integer, byte[]> known = new HashMap<>();
  private int[] ends = new int[64];
  private int lines;
  private long reasonBytes;

  /** Whether the batch should go now. */
  boolean full() {
    return lines >= LINES || ids.size() + reasonBytes >= MOST_BYTES;
  }

  /** Adds the line of an item. */
  void add(byte[] id) {
    if (lines == ends.length) {
      ends = Arrays.copyOf(ends, 2 * lines);
    }
    ids.writeBytes(id);
    ends[lines++] = ids.size();
  }

  /**
   * Adds a line whose answer is known.
   *
   * @param rest what stands behind the id
   */
  void addKnown(byte[] id, byte[] rest) {
    known.put(lines, rest);
    reasonBytes += rest.length;
    add(id);
  }

  /**
   * Writes all lines.
   *
   * @param rest what stands behind the id of item {@code i}, such as {@code ,"valid":true}
   */
  void write(OutputStream out, IntFunction<byte[]> rest) throws IOException {
    byte[] all = ids.toByteArray();
    int item = 0;
    int from = 0;
    for (int i = 0; i < lines; i++) {
      byte[] answer = known.get(i);
      out.write(HEAD);
      out.write(all, from, ends[i] - from);
      out.write(answer == null ? rest.apply(item++) : answer);
      out.write(END);
      from = ends[i];
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
