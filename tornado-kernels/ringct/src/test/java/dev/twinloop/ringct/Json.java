package dev.twinloop.ringct;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** JSON of vectors, whole: objects as maps, arrays as lists, the rest as text. */
public final class Json {
  private Json() {}

  /** A file that is an array of objects. */
  public static List<Map<String, Object>> objects(Path file) throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Object each : list(read(file))) {
      all.add(map(each));
    }
    return all;
  }

  /** A whole file. */
  public static Object read(Path file) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(Files.readString(file))) {
      parser.nextToken();
      return value(parser);
    }
  }

  private static Object value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          members.put(name, value(parser));
        }
        return members;
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        return elements;
      }
      default -> {
        return parser.getText();
      }
    }
  }

  /** A value that is an object. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  /** A value that is an array. */
  @SuppressWarnings("unchecked")
  public static List<Object> list(Object value) {
    return (List<Object>) value;
  }

  /** A member that is text. */
  public static String text(Map<String, Object> object, String name) {
    return (String) Objects.requireNonNull(object.get(name), name);
  }

  /** A member that must be there. */
  public static Object member(Map<String, Object> object, String name) {
    return Objects.requireNonNull(object.get(name), name);
  }
}
