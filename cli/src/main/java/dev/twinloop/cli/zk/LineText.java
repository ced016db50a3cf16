package dev.twinloop.cli.zk;

import dev.twinloop.cli.io.LineReader;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import dev.twinloop.cli.json.JsonText;
import dev.twinloop.zk.format.FormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What JSON lines have in common. */
final class LineText {
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private LineText() {}

  /** Whether there is nothing on the reader's line: such a line is passed over. */
  static boolean isBlank(LineReader reader) {
    int from = behindMark(reader.buffer(), reader.from(), reader.to());
    return !reader.tooLong() && JsonText.isBlank(reader.buffer(), from, reader.to());
  }

  /** The bytes of the reader's line. */
  static byte[] bytes(String name, LineReader reader) {
    if (reader.tooLong()) {
      throw new FormatException(
          name + ": longer than " + LineReader.MAX_BYTES + " bytes, the longest line accepted");
    }
    return Arrays.copyOfRange(reader.buffer(), reader.from(), reader.to());
  }

  /**
   * The id of a line, whatever JSON value it is, as it was written; {@code null} if there is none.
   *
   * @throws FormatException if the line is no JSON object
   */
  static String id(String name, byte[] line) {
    int from = behindMark(line, 0, line.length);
    try {
      return JsonObject.parse(line, from, line.length)
          .verbatim("id")
          .map(id -> new String(id, StandardCharsets.UTF_8))
          .orElse("null");
    } catch (JsonException e) {
      throw new FormatException(name + ": " + e.getMessage(), e);
    }
  }

  /** Where a line starts behind a byte order mark, which the first of a stream may have. */
  private static int behindMark(byte[] text, int from, int to) {
    int behind = from + MARK.length;
    boolean marked = behind <= to && Arrays.equals(text, from, behind, MARK, 0, MARK.length);
    return marked ? behind : from;
  }
}
