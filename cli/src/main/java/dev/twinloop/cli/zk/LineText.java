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
  private LineText() {}

  /** Whether there is nothing on the reader's line: such a line is passed over. */
  static boolean isBlank(LineReader reader) {
    return !reader.tooLong()
        && JsonText.isBlank(reader.buffer(), reader.fromBehindMark(), reader.to());
  }

  /** The bytes of the reader's line. */
  static byte[] bytes(String name, LineReader reader) {
    if (reader.tooLong()) {
      throw new FormatException(
          name + ": longer than " + LineReader.MAX_BYTES + " bytes, the longest line accepted");
    }
    return Arrays.copyOfRange(reader.buffer(), reader.fromBehindMark(), reader.to());
  }

  /**
   * The id of a line, whatever JSON value it is, as it was written; {@code null} if there is none.
   *
   * @throws FormatException if the line is no JSON object
   */
  static String id(String name, byte[] line) {
    try {
      return JsonObject.parse(line, 0, line.length)
          .verbatim("id")
          .map(id -> new String(id, StandardCharsets.UTF_8))
          .orElse("null");
    } catch (JsonException e) {
      throw new FormatException(name + ": " + e.getMessage(), e);
    }
  }
}
