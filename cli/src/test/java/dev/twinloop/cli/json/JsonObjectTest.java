package dev.twinloop.cli.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
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
    assertEquals(Optional.of("27"), object.integer("v"));
    assertEquals(Optional.empty(), object.integer("w"));
    assertThrows(JsonException.class, () -> object.integer("t"));
    assertThrows(JsonException.class, () -> object.integer("f"));
    assertEquals(
        "v is not a string",
        assertThrows(JsonException.class, () -> object.text("v")).getMessage());
  }

  /** Once "enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow", as if the user could. */
  @Test
  void aProblemIsToldWithoutHintsToProgrammers() {
    assertEquals("not JSON: column 11: Non-standard token 'NaN'", message("{\"id\": NaN}"));
    assertTrue(message("{\"id\":+1}").endsWith("to have plus signs"), message("{\"id\":+1}"));
    for (String text : new String[] {"{\"id\":+1}", "{\"id\":-INF}", "/**/{}", "{\"\t\":1}", "#"}) {
      assertFalse(message(text).contains("enable"), message(text));
      assertFalse(message(text).contains("Feature"), message(text));
    }
  }

  /** 2^64 was once "not a whole number". */
  @ParameterizedTest
  @ValueSource(strings = {"18446744073709551616", "-9223372036854775809", "0", "-0", "256"})
  void wholeNumbersOfAnySize(String number) throws JsonException {
    assertEquals(Optional.of(number), parse("{\"v\":" + number + "}").integer("v"));
  }

  @Test
  void wholeNumbersOfAMillionDigits() throws JsonException {
    String number = "9".repeat(1_000_000);
    JsonObject object = parse("{\"v\":" + number + ",\"id\":-" + number + "}");
    assertEquals(number, object.integer("v").orElseThrow());
    assertEquals(1_000_001, object.verbatim("id").orElseThrow().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e2", "\"1\"", "null", "[]", "{}", "true"})
  void otherValuesAreNoWholeNumbers(String value) throws JsonException {
    JsonObject object = parse("{\"v\":" + value + "}");
    JsonException e = assertThrows(JsonException.class, () -> object.integer("v"));
    assertEquals(
        "v is not a whole number, accepted: a JSON number of digits alone", e.getMessage());
  }

  @Test
  void refusesNamesThatComeTwice() {
    assertEquals("the name \"a\" comes twice", message("{\"a\":1,\"\\u0061\":2}"));
    String shown =
        message(
            "{\"\\u001b[2J" + "a".repeat(200) + "\":1,\"\\u001b[2J" + "a".repeat(200) + "\":2}");
    assertTrue(shown.startsWith("the name \"\\u001b[2Jaaa"), shown);
    assertTrue(shown.length() < 260 && shown.endsWith("…\" (204 characters) comes twice"), shown);
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
    assertTrue(message(text).matches("(not JSON: )?column \\d+: .*"), message(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "not json | not JSON: column 1: Unrecognized token 'not': was expecting (JSON String,"
            + " Number, Array, Object or token 'null', 'true' or 'false')",
        "[1] | column 1: expected an object, found an array",
        "7 | column 1: expected an object, found \"7\"",
        "` ` | column 2: expected an object, found the end",
        "{\"a\":1 | not JSON: column 7: Unexpected end-of-input: expected close marker for Object"
            + " (start marker at line: 1, column: 1)",
        "{\"a\":1}}{ rubbish | not JSON: column 8: Unexpected close marker '}': no open Object to close",
        "{/**/} | not JSON: column 2: Unexpected character ('/' (code 47)): maybe a (non-standard)"
            + " comment?",
        "{\"a\":1} 2 | column 9: expected nothing more after the object, found \"2\"",
        "{\"a\":1} {} | column 9: expected nothing more after the object, found an object",
        "{\"a\":\"\u0001\"} | not JSON: column 7: Illegal unquoted character ((CTRL-CHAR, code 1)):"
            + " has to be escaped using backslash to be included in string value"
      })
  void saysWhereAndWhy(String text, String expected) {
    assertEquals(expected, message(text));
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    int[][] wrong = {{0xc3}, {0xff}, {0xc0, 0x80}, {0xed, 0xa0, 0x80}, {0xf4, 0x90, 0x80, 0x80}};
    for (int[] sequence : wrong) {
      for (String around : new String[] {"{\"a\":\"#\"}", "{\"#\":1}", "{}#", "#{}", "{#}"}) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < around.length(); i++) {
          int c = around.charAt(i);
          Arrays.stream(c == '#' ? sequence : new int[] {c}).forEach(bytes::write);
        }
        JsonException e =
            assertThrows(
                JsonException.class, () -> JsonObject.parse(bytes.toByteArray(), 0, bytes.size()));
        assertEquals("not JSON: not UTF-8", e.getMessage());
      }
    }
  }

  @Test
  void stopsBeforeItsStackDoes() throws JsonException {
    assertTrue(parse("{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}").has("a"));
    assertTrue(
        message("{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}").contains("deeper than 64"));
    assertTrue(message("{\"a\":" + "{\"b\":".repeat(100_000)).contains("deeper than 64"));
    assertTrue(message("{\"a\":" + "[".repeat(100_000)).contains("nesting is deeper than 64"));
    StringBuilder many = new StringBuilder("{\"0\":0");
    for (int i = 1; i <= JsonObject.MAX_MEMBERS; i++) {
      many.append(",\"").append(i).append("\":0");
    }
    assertEquals("members: more than 1024", message(many.append('}').toString()));
  }

  @Test
  void quotesWhatItReadsBack() throws JsonException {
    String text = "a\"b\\c\nd\u0000é😀";
    assertEquals(text, parse("{\"a\":" + JsonText.quote(text) + "}").text("a").orElseThrow());
  }
}
