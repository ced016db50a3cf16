package dev.twinloop.zk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists and strings; numbers, true, false and null are strings too. */
public final class Json {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** Reads an object. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      parser.nextToken();
      return (Map<String, Object>) value(parser);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A member that must be there. */
  public static Object get(Map<String, Object> object, String member) {
    return java.util.Objects.requireNonNull(object.get(member), member);
  }

  /** A member that must be there and a string or a number. */
  public static String string(Map<String, Object> object, String member) {
    return (String) get(object, member);
  }

  private static Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != com.fasterxml.jackson.core.JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          object.put(name, value(parser));
        }
        return object;
      }
      case START_ARRAY -> {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != com.fasterxml.jackson.core.JsonToken.END_ARRAY) {
          array.add(value(parser));
        }
        return array;
      }
      default -> {
        return parser.getText();
      }
    }
  }

  /** Writes a value; what looks like a number, but {@code nPublic}, was a string. */
  public static String text(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> object ->
          "{"
              + String.join(
                  ",",
                  object.entrySet().stream()
                      .map(e -> "\"" + e.getKey() + "\":" + text(e.getValue()))
                      .toList())
              + "}";
      case List<?> array -> "[" + String.join(",", array.stream().map(Json::text).toList()) + "]";
      case null -> "null";
      default -> "\"" + value + "\"";
    };
  }
}
