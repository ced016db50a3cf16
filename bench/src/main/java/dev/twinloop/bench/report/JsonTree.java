package dev.twinloop.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value with the way that leads to it, which errors name.
 *
 * @param place such as {@code rows[3].ns}
 * @param value a map, a list, a text, a number, a truth value, or null
 */
record JsonTree(String place, @Nullable Object value) {
  private static final int MOST_SHOWN = 160;
  private static final int MOST_DEPTH = 16;

  /** Parses a text. */
  static JsonTree parse(String json) {
    try (JsonParser parser =
        JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH).build())
            .build()
            .createParser(json)) {
      parser.nextToken();
      JsonTree tree = new JsonTree("report", read(parser));
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("report: something follows the JSON object");
      }
      return tree;
    } catch (StreamConstraintsException e) {
      throw new IllegalArgumentException(
          "report: nested deeper, or with longer values, than any report", e);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("report: no JSON: " + place(e) + problem(e), e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory", e);
    }
  }

  private static String place(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return at == null ? "" : "line %d, column %d: ".formatted(at.getLineNr(), at.getColumnNr());
  }

  /** What is wrong; without what only the library's own users can make sense of, at the end. */
  private static String problem(JsonProcessingException e) {
    return String.valueOf(e.getOriginalMessage()).split("[:(]", 2)[0].strip();
  }

  private static @Nullable Object read(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new IllegalArgumentException("report: empty");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      members.put(name, read(parser));
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(read(parser));
    }
    return values;
  }

  private IllegalArgumentException refused(String accepted) {
    String shown = String.valueOf(value);
    String some = shown.length() <= MOST_SHOWN ? shown : shown.substring(0, MOST_SHOWN) + "…";
    return new IllegalArgumentException(place + ": value=" + some + ", accepted: " + accepted);
  }

  private Map<?, ?> map() {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw refused("an object");
  }

  /** The members' names, in their order. */
  List<String> names() {
    return map().keySet().stream()
        .map(name -> new JsonTree(place, String.valueOf(name)).text())
        .toList();
  }

  /** A member. */
  JsonTree member(String name) {
    if (!map().containsKey(name)) {
      throw new IllegalArgumentException(place + ": no member named " + name);
    }
    return new JsonTree(place + "." + name, map().get(name));
  }

  /** The elements of a list, which must have this number. */
  List<JsonTree> elements(String accepted, int count) {
    List<JsonTree> all = elements();
    if (all.size() != count) {
      throw refused(accepted);
    }
    return all;
  }

  private List<JsonTree> elements() {
    if (!(value instanceof List<?> list)) {
      throw refused("a list");
    }
    List<JsonTree> all = new ArrayList<>();
    for (Object element : list) {
      all.add(new JsonTree(place + "[" + all.size() + "]", element));
    }
    return all;
  }

  /** A member that is a list, each element read. */
  <T> List<T> list(String name, Function<JsonTree, T> element) {
    return member(name).elements().stream().map(element).toList();
  }

  /** This value as a text: one that can be printed, from any writer. */
  String text() {
    if (value instanceof String text && text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    throw refused("a text without control characters");
  }

  String text(String name) {
    return member(name).text();
  }

  boolean truth(String name) {
    if (member(name).value() instanceof Boolean truth) {
      return truth;
    }
    throw member(name).refused("true, false");
  }

  double number(String name) {
    if (member(name).value() instanceof BigDecimal number) {
      return number.doubleValue();
    }
    throw member(name).refused("a number");
  }

  OptionalDouble numberIfAny(String name) {
    return member(name).value() == null ? OptionalDouble.empty() : OptionalDouble.of(number(name));
  }

  /** This value as a whole number. */
  long whole() {
    if (value instanceof BigDecimal number) {
      try {
        return number.longValueExact();
      } catch (ArithmeticException e) {
        throw refused("a whole number");
      }
    }
    throw refused("a whole number");
  }

  long whole(String name) {
    return member(name).whole();
  }
}
