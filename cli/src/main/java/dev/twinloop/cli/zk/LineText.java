package dev.twinloop.cli.zk;

import dev.twinloop.cli.io.LineReader;
import dev.twinloop.cli.json.JsonText;
import dev.twinloop.zk.format.FormatException;
import dev.twinloop.zk.format.JsonInput;
import java.util.Arrays;

/** What JSON lines have in common. */
final class LineText {
  private LineText() {}

  /** The bytes of the reader's line. */
  static byte[] bytes(String name, LineReader reader) {
    if (reader.tooLong()) {
      throw new FormatException(
          name + ": longer than " + LineReader.MAX_BYTES + " bytes, the longest line accepted");
    }
    return Arrays.copyOfRange(reader.buffer(), reader.from(), reader.to());
  }

  /** An id, a string or a number, as JSON. */
  static String id(JsonInput json) {
    return json.isNumber() ? json.scalar() : JsonText.quote(json.text());
  }
}
