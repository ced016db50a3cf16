package dev.twinloop.cli.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
  private static JsonObject parse(String text) throws JsonException {
    byte[] bytes =
        ("#" + text + "#").getBytes(StandardCharsets.UTF_8); // what is around is not read
    return JsonObject.parse(bytes, 1, bytes.length - 1);
  }

  private static String message(String text) {
    return String.valueOf(assertThrows(JsonException.class, () -> parse(text)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "-0.5e+7",
        "1E9",
        "0",
        "null",
        "true",
        "false",
        "\"a\"",
        "\"\\\"}\"",
        "[]",
        "{}",
        "[1, [2,\t{\"b\" : [ ]}]]",
        "{\"a\":{\"a\":\"\\u00e9\"}}",
        "\"é漢😀\"",
        "123456789012345678901234567890.5"
      })
  void echoesAnyValueAsItWasWritten(String value) throws JsonException {
    byte[] echoed =
        parse(" { \"x\":0 ,\"id\" : " + value + " , \"y\":[] }\r").verbatim("id").orElseThrow();
    assertEquals(value, new String(echoed, StandardCharsets.UTF_8));
  }

  @Test
  void resolvesEscapesInValuesAndNames() throws JsonException {
    JsonObject object = parse("{\"\\u0069d\":\"\\u0041\\n\\/\\\\\\\"\\b\\f\\r\\té\"}");
    assertEquals("A\n/\\\"\b\f\r\té", object.text("id").orElseThrow());
    assertTrue(object.has("id"));
    assertFalse(object.has("Id"));
  }

  @Test
  void knowsNumbersFromTexts() throws JsonException {
    JsonObject object = parse("{\"v\":27,\"t\":\"27\",\"f\":2.5}");
    assertEquals(OptionalLong.of(27), object.integer("v"));
    assertEquals(OptionalLong.empty(), object.integer("w"));
    assertThrows(JsonException.class, () -> object.integer("t"));
    assertThrows(JsonException.class, () -> object.integer("f"));
    assertEquals(
        "v is not a string",
        assertThrows(JsonException.class, () -> object.text("v")).getMessage());
  }

  @Test
  void refusesNamesThatComeTwice() {
    assertEquals("the name \"a\" comes twice", message("{\"a\":1,\"\\u0061\":2}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "[]",
        "\"a\"",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":-}",
        "{\"a\":+1}",
        "{\"a\":1e}",
        "{\"a\":NaN}",
        "{\"a\":tru}",
        "{\"a\":TRUE}",
        "{\"a\":\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u12",
        "{\"a\":\"\t\"}",
        "{\"a\":[1,]}",
        "{\"a\":[1 2]}",
        "{\"a\":{\"b\"}}",
        "{\"a\":1}}",
        "{\"a\":1} {\"b\":2}",
        "{\"a\":1}x",
        "{\"a\" 1}",
        "{1:2}",
        "\uFEFF{}",
        "{\"a\":\"\\"
      })
  void refusesWhatIsNotJson(String text) {
    assertTrue(message(text).startsWith("not JSON: column "), message(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json | not JSON: column 1: expected '{', found 'n'",
        "{\"a\":1 | not JSON: column 7: expected '}', found the end",
        "{\"a\":\"\u0001\"} | not JSON: column 7: control characters in a string must be escaped,"
            + " found byte 0x01"
      })
  void saysWhereAndWhy(String text, String expected) {
    assertEquals(expected, message(text));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] bytes = {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, '"', '}'};
    assertThrows(JsonException.class, () -> JsonObject.parse(bytes, 0, bytes.length));
  }

  @Test
  void stopsBeforeItsStackDoes() throws JsonException {
    assertTrue(parse("{\"a\":" + "[".repeat(60) + "]".repeat(60) + "}").has("a"));
    assertTrue(message("{\"a\":" + "[".repeat(100_000)).contains("nesting is deeper than 64"));
    StringBuilder many = new StringBuilder("{\"0\":0");
    for (int i = 1; i <= JsonObject.MAX_MEMBERS; i++) {
      many.append(",\"").append(i).append("\":0");
    }
    assertEquals("members: more than 64", message(many.append('}').toString()));
  }

  @Test
  void quotesWhatItReadsBack() throws JsonException {
    String text = "a\"b\\c\nd\u0000é😀";
    assertEquals(text, parse("{\"a\":" + JsonText.quote(text) + "}").text("a").orElseThrow());
  }
}
