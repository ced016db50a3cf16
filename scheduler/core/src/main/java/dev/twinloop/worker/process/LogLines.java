package dev.twinloop.worker.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Text cut into lines, each of bounded length: of a line that does not end, the start is passed on
 * and the rest is read and forgotten.
 */
final class LogLines {
  static final int MOST_BYTES = 4096;

  private final Consumer<String> sink;
  private final byte[] line = new byte[MOST_BYTES];
  private int length;
  private boolean cut;

  LogLines(Consumer<String> sink) {
    this.sink = sink;
  }

  /** Reads to the end of the stream. */
  void read(InputStream in) throws IOException {
    byte[] bytes = new byte[8192];
    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
      for (int i = 0; i < count; i++) {
        take(bytes[i]);
      }
    }
    if (length > 0) {
      flush("");
    }
  }

  private void take(byte b) {
    if (b == '\n') {
      if (!cut) {
        flush("");
      }
      cut = false;
    } else if (!cut && b != '\r') {
      line[length++] = b;
      if (length == MOST_BYTES) {
        cut = true;
        flush(" …");
      }
    }
  }

  private void flush(String mark) {
    String text = new String(line, 0, length, StandardCharsets.UTF_8) + mark;
    length = 0;
    sink.accept(text);
  }
}
