package dev.twinloop.ringct;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

  /** A vector file of our own, which comes with the tests. */
  public static Object own(String name) throws IOException {
    try (InputStream in = Json.class.getResourceAsStream("own/" + name)) {
      return read(new String(requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** A vector file of our own that is an array of objects. */
  public static List<Map<String, Object>> ownObjects(String name) throws IOException {
    return list(own(name)).stream().map(Json::map).toList();
  }

  /** A whole file. */
  public static Object read(Path file) throws IOException {
    return read(Files.readString(file));
  }

  private static Object read(String text) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(text)) {
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
