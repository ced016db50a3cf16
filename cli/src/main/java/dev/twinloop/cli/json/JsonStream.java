package dev.twinloop.cli.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON document of any length, value by value. Memory does not depend on its length: strings and
 * numbers that are read are refused beyond 4 Mi characters, those that are passed over are not
 * kept.
 *
 * <pre>
 *   stream.beginObject();
 *   for (String name = stream.name(); name != null; name = stream.name()) {
 *     … pass(), or beginArray() and next() until it is null
 *   }
 *   stream.end();
 * </pre>
 *
 * <p>A byte order mark at the start is passed over. Not thread-safe.
 */
public final class JsonStream implements AutoCloseable {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  /** Most names of the outermost object. */
  private static final int MAX_MEMBERS = 1024;

  private final JsonParser parser;
  private final Set<String> names = new HashSet<>();

  /** A string or number. */
  public record Scalar(String text, boolean quoted) {}

  /** Reads a document in UTF-8. */
  public JsonStream(InputStream utf8) throws IOException {
    byte[] head = utf8.readNBytes(BYTE_ORDER_MARK.length);
    boolean mark = Arrays.equals(head, BYTE_ORDER_MARK);
    InputStream rest = mark ? utf8 : new SequenceInputStream(new ByteArrayInputStream(head), utf8);
    parser =
        JsonParsers.DOCUMENTS.createParser(
            new InputStreamReader(rest, StandardCharsets.UTF_8.newDecoder()));
  }

  /** Enters the outermost object. */
  public void beginObject() throws IOException, JsonException {
    if (JsonParsers.next(parser) != JsonToken.START_OBJECT) {
      throw JsonParsers.unexpected(parser, "expected an object");
    }
  }

  /**
   * The next name of the outermost object, its escapes resolved; null where the object ends.
   *
   * @throws JsonException also if the name was there before
   */
  public @Nullable String name() throws IOException, JsonException {
    if (JsonParsers.next(parser) == JsonToken.END_OBJECT) {
      return null;
    }
    String name = JsonParsers.text(parser);
    if (!names.add(name)) {
      throw new JsonException("the name " + JsonText.shown(name) + " comes twice");
    }
    if (names.size() > MAX_MEMBERS) {
      throw new JsonException("members: more than " + MAX_MEMBERS);
    }
    return name;
  }

  /** Enters an array that must come. */
  public void beginArray(String what) throws IOException, JsonException {
    if (JsonParsers.next(parser) != JsonToken.START_ARRAY) {
      throw JsonParsers.unexpected(parser, what + ": expected an array");
    }
  }

  /**
   * Enters the array that the array around it goes on with.
   *
   * @return false where the array around it ends
   */
  public boolean nextArray(String what) throws IOException, JsonException {
    JsonToken token = JsonParsers.next(parser);
    if (token == JsonToken.END_ARRAY) {
      return false;
    }
    if (token != JsonToken.START_ARRAY) {
      throw JsonParsers.unexpected(parser, what + ": expected an array");
    }
    return true;
  }

  /**
   * The string or number that an array goes on with.
   *
   * @return null where the array ends
   */
  public @Nullable Scalar next(String what) throws IOException, JsonException {
    JsonToken token = JsonParsers.next(parser);
    if (token == JsonToken.END_ARRAY) {
      return null;
    }
    boolean quoted = token == JsonToken.VALUE_STRING;
    if (!quoted && token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
      throw JsonParsers.unexpected(parser, what + ": expected a number or a string");
    }
    return new Scalar(JsonParsers.text(parser), quoted);
  }

  /** Leaves an array that must end here. */
  public void endArray(String what) throws IOException, JsonException {
    if (JsonParsers.next(parser) != JsonToken.END_ARRAY) {
      throw JsonParsers.unexpected(parser, what + ": expected the end of the array");
    }
  }

  /** Passes over a value. */
  public void pass() throws IOException, JsonException {
    JsonToken unused = JsonParsers.next(parser);
    JsonParsers.skip(parser);
  }

  /** Refuses whatever stands behind the document. */
  public void end() throws IOException, JsonException {
    if (JsonParsers.next(parser) != null) {
      throw JsonParsers.unexpected(parser, "expected nothing more after the object");
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
