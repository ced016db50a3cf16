package dev.twinloop.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Jackson's parser as we use it, and its complaints in our words. */
final class JsonParsers {
  /** Deepest nesting, the outermost object included. */
  static final int MAX_DEPTH = 64;

  /** Longest string or number that is kept, in characters. */
  static final int MAX_LENGTH = 4 << 20;

  /** Longest name. */
  static final int MAX_NAME = 1 << 12;

  /**
   * For lines: names are kept from one to the next, which is fast because they repeat. Some 6,000
   * at most are kept, so that ever new ones cannot fill the memory.
   */
  static final JsonFactory LINES =
      base()
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .build();

  /** For documents of any length. */
  static final JsonFactory DOCUMENTS =
      base().disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES).build();

  /** A place inside a message: of {@code [Source: …; line: 1, column: 2]}, what tells something. */
  private static final Pattern OTHER_PLACE =
      Pattern.compile("\\[Source: [^\\]]*; (line: [^\\]]*)\\]");

  /** What the library's own users may switch on. */
  private static final Pattern HINT =
      Pattern.compile(
          " \\((consider enabling|not recognized as one since)[^)]*\\)|: enable `[^`]*` to allow");

  private JsonParsers() {}

  private static JsonFactoryBuilder base() {
    return new JsonFactoryBuilder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_LENGTH)
                .maxNumberLength(MAX_LENGTH)
                .maxNameLength(MAX_NAME)
                .build());
  }

  /** The next token; null at the end. */
  static @Nullable JsonToken next(JsonParser parser) throws IOException, JsonException {
    try {
      return parser.nextToken();
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw problem(parser, e);
    }
  }

  /** The text of a string, number or name. */
  static String text(JsonParser parser) throws IOException, JsonException {
    try {
      return parser.getText();
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw problem(parser, e);
    }
  }

  /** Passes what an object or array holds that has just begun. */
  static void skip(JsonParser parser) throws IOException, JsonException {
    try {
      JsonParser unused = parser.skipChildren();
    } catch (JsonProcessingException | CharacterCodingException e) {
      throw problem(parser, e);
    }
  }

  /** Refuses the token that the parser stands at, or the end. */
  static JsonException unexpected(JsonParser parser, String wanted)
      throws IOException, JsonException {
    JsonToken token = parser.currentToken();
    String found =
        token == null
            ? "the end"
            : switch (token) {
              case START_OBJECT -> "an object";
              case START_ARRAY -> "an array";
              case END_OBJECT, END_ARRAY -> "its end";
              default -> JsonText.shown(text(parser));
            };
    JsonLocation place = token == null ? parser.currentLocation() : parser.currentTokenLocation();
    return new JsonException(at(place) + wanted + ", found " + found);
  }

  private static JsonException problem(JsonParser parser, IOException e) {
    if (e instanceof CharacterCodingException) {
      return new JsonException("not JSON: not UTF-8");
    }
    String text = e.getMessage();
    JsonLocation place = parser.currentLocation();
    if (e instanceof JsonProcessingException known) {
      text = known.getOriginalMessage();
      place = known.getLocation() == null ? place : known.getLocation();
    }
    if (e instanceof StreamConstraintsException) {
      boolean deep = String.valueOf(text).contains("nesting depth");
      return new JsonException(
          at(place)
              + (deep
                  ? "nesting is deeper than " + MAX_DEPTH
                  : "too long, accepted: strings and numbers of %d characters, names of %d"
                      .formatted(MAX_LENGTH, MAX_NAME)));
    }
    String plain = HINT.matcher(String.valueOf(text)).replaceAll("");
    plain = OTHER_PLACE.matcher(plain).replaceAll("$1");
    return new JsonException("not JSON: " + at(place) + JsonText.shortened(plain));
  }

  private static String at(JsonLocation place) {
    return place.getLineNr() > 1
        ? "line %d, column %d: ".formatted(place.getLineNr(), place.getColumnNr())
        : "column " + place.getColumnNr() + ": ";
  }
}
