package dev.twinloop.cli.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonStreamTest {
  private static InputStream bytes(String latin1) {
    return new ByteArrayInputStream(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Names of a document; values are passed over. */
  private static String names(InputStream document) throws IOException, JsonException {
    StringBuilder names = new StringBuilder();
    try (JsonStream stream = new JsonStream(document)) {
      stream.beginObject();
      for (String name = stream.name(); name != null; name = stream.name()) {
        names.append(name).append(' ');
        stream.pass();
      }
      stream.end();
    }
    return names.toString();
  }

  @Test
  void passesOverWhateverIsThere() throws IOException, JsonException {
    assertEquals(
        "a b\n c ",
        names(
            bytes(
                "\u00ef\u00bb\u00bf {\"\\u0061\":[1,{\"\\u0061\":2}],\"b\\n\":\"\\\"}\",\"c\":-0.5e7} ")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u00ef\u00bb",
        "\u00ef\u00bb\u00bf\u00ef\u00bb\u00bf{}",
        "{}{}",
        "{} x",
        "{}}",
        "{}\u00ff rubbish",
        "{}\u0000",
        "{\"a\":\"\u00ff\"}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":[1,2}",
        "{\"a\":1",
        "[{}]",
        "{\"a\":\"\\ud8\"}",
      })
  void refusesWhatIsNotOneObject(String text) {
    JsonException e = assertThrows(JsonException.class, () -> names(bytes(text)));
    assertTrue(e.getMessage().length() < 300, e.getMessage());
  }

  @Test
  void saysTheLine() {
    JsonException e = assertThrows(JsonException.class, () -> names(bytes("{\n\"a\":1,\n x}")));
    assertTrue(e.getMessage().startsWith("not JSON: line 3, column "), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "1"})
  void longValuesNeedNoMemory(String start) {
    noMemory(start);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"[\"", "[[\"\"],", "{\""})
  void longValuesOfArraysAndNamesNeedNoMemory(String start) {
    noMemory(start);
  }

  /** Half a gigabyte in one value, in the heap of a test. */
  private static void noMemory(String start) {
    char more = start.equals("1") ? '1' : ' ';
    InputStream endless = new Repeated("{\"a\":" + start, more, 512 << 20);
    JsonException e = assertThrows(JsonException.class, () -> names(endless));
    assertTrue(e.getMessage().length() < 300, e.getMessage());
  }

  @Test
  void readsNumbersAndStrings() throws IOException, JsonException {
    try (JsonStream stream = new JsonStream(bytes("{\"a\":[[1,\"\\u0032\"],[-1e5]]}"))) {
      stream.beginObject();
      assertEquals("a", stream.name());
      stream.beginArray("a");
      assertTrue(stream.nextArray("0"));
      assertEquals(new JsonStream.Scalar("1", false), stream.next("x"));
      assertEquals(new JsonStream.Scalar("2", true), stream.next("y"));
      stream.endArray("0");
      assertTrue(stream.nextArray("1"));
      assertEquals(new JsonStream.Scalar("-1e5", false), stream.next("x"));
      assertNull(stream.next("y"));
    }
  }

  /** A start, then one byte again and again. */
  private static final class Repeated extends InputStream {
    private final byte[] start;
    private final byte more;
    private final long end;
    private long at;

    Repeated(String start, char more, long end) {
      this.start = start.getBytes(StandardCharsets.US_ASCII);
      this.more = (byte) more;
      this.end = end;
    }

    @Override
    public int read() {
      if (at == end) {
        return -1;
      }
      return at < start.length ? start[(int) at++] : advance();
    }

    private int advance() {
      at++;
      return more;
    }

    @Override
    public int read(byte[] target, int from, int length) {
      int n = 0;
      while (n < length && at < end) {
        target[from + n++] = (byte) read();
      }
      return n == 0 && length > 0 ? -1 : n;
    }
  }
}
