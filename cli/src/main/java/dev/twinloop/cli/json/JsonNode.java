package dev.twinloop.cli.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A JSON value that is read whole: what a line may hold beside strings. */
public sealed interface JsonNode {
  /** A string, its escapes resolved. */
  record Text(String value) implements JsonNode {}

  /** An array. */
  record Array(List<JsonNode> elements) implements JsonNode {
    public Array {
      elements = List.copyOf(elements);
    }
  }

  /** An object, whose names differ. */
  record Members(Map<String, JsonNode> byName) implements JsonNode {
    public Members {
      byName = Map.copyOf(byName);
    }
  }

  /**
   * A number, true, false or null.
   *
   * @param text as it was written
   */
  record Literal(String text) implements JsonNode {}

  /**
   * An array's elements.
   *
   * @throws JsonException if it is none
   */
  default List<JsonNode> elements(String name) throws JsonException {
    if (this instanceof Array array) {
      return array.elements();
    }
    throw new JsonException(name + " is not an array");
  }

  /**
   * A string.
   *
   * @throws JsonException if it is none
   */
  default String text(String name) throws JsonException {
    if (this instanceof Text text) {
      return text.value();
    }
    throw new JsonException(name + " is not a string");
  }

  /** Reads the value that these bytes are: JSON that was looked at before. */
  static JsonNode read(byte[] json, int from, int to) throws JsonException {
    try (JsonParser parser = JsonParsers.LINES.createParser(json, from, to - from)) {
      JsonToken unused = JsonParsers.next(parser);
      return value(parser);
    } catch (IOException e) {
      throw new JsonException("not JSON: " + e.getMessage());
    }
  }

  private static JsonNode value(JsonParser parser) throws IOException, JsonException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> new Text(JsonParsers.text(parser));
      case START_ARRAY -> {
        List<JsonNode> elements = new ArrayList<>();
        while (JsonParsers.next(parser) != JsonToken.END_ARRAY) {
          elements.add(value(parser));
        }
        yield new Array(elements);
      }
      case START_OBJECT -> {
        Map<String, JsonNode> members = new HashMap<>();
        while (JsonParsers.next(parser) != JsonToken.END_OBJECT) {
          String name = JsonParsers.text(parser);
          JsonToken unused = JsonParsers.next(parser);
          if (members.put(name, value(parser)) != null) {
            throw new JsonException("the name " + JsonText.shown(name) + " comes twice");
          }
        }
        yield new Members(members);
      }
      default -> new Literal(JsonParsers.text(parser));
    };
  }
}
