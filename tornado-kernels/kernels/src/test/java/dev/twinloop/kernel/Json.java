package dev.twinloop.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads files of test vectors: objects, arrays, strings without surrogates, and bare words. */
public final class Json {
  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** Maps, lists and strings; numbers and literals come as strings too. */
  public static Object read(Path file) throws IOException {
    return new Json(Files.readString(file)).value();
  }

  /** A value that is an object. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }

  /** A member that is an object. */
  public static Map<String, Object> object(Map<String, Object> in, String name) {
    return object(in.getOrDefault(name, Map.of()));
  }

  /** A member that is an array of objects. */
  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> objects(Map<String, Object> in, String name) {
    return (List<Map<String, Object>>) in.getOrDefault(name, List.of());
  }

  /** A member that is a string. */
  public static String text(Map<String, Object> object, String name) {
    return (String) object.getOrDefault(name, "");
  }

  private Object value() {
    char c = next();
    if (c == '{') {
      return members();
    }
    if (c == '[') {
      return elements();
    }
    return c == '"' ? string() : word();
  }

  private Map<String, Object> members() {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    while (next() != '}') {
      String name = string();
      next();
      at++;
      members.put(name, value());
      comma();
    }
    at++;
    return members;
  }

  private List<Object> elements() {
    List<Object> elements = new ArrayList<>();
    at++;
    while (next() != ']') {
      elements.add(value());
      comma();
    }
    at++;
    return elements;
  }

  private String string() {
    StringBuilder s = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
      }
      s.append(text.charAt(at));
    }
    at++;
    return s.toString();
  }

  private String word() {
    int from = at;
    while (",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private void comma() {
    if (next() == ',') {
      at++;
    }
  }

  private char next() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.charAt(at);
  }
}
