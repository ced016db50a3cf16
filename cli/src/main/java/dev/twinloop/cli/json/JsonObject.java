package dev.twinloop.cli.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON object (RFC 8259, strict), its members by name. Strings can be read; any value can be
 * echoed as it was written, white space inside it included. A name that comes twice is an error:
 * its writer and its reader may mean different ones. So is anything behind the object.
 *
 * <p>It refers to the bytes it was read from: use it before they change.
 */
public final class JsonObject {
  /** Most members of one object. */
  public static final int MAX_MEMBERS = 1024;

  /**
   * A member's value.
   *
   * @param kind its first token
   * @param text of a string or number, its contents; else empty
   * @param from where it starts
   * @param to where it ends
   */
  private record Member(JsonToken kind, String text, int from, int to) {}

  private final byte[] json;
  private final int start;
  private final Map<String, Member> members = new HashMap<>();

  private JsonObject(byte[] json, int start) {
    this.json = json;
    this.start = start;
  }

  /**
   * Reads the object that these bytes are, and nothing else.
   *
   * @throws JsonException if they are something else, or not UTF-8
   */
  public static JsonObject parse(byte[] text, int from, int to) throws JsonException {
    requireUtf8(text, from, to);
    JsonObject object = new JsonObject(text, from);
    try (JsonParser parser = JsonParsers.LINES.createParser(text, from, to - from)) {
      if (JsonParsers.next(parser) != JsonToken.START_OBJECT) {
        throw JsonParsers.unexpected(parser, "expected an object");
      }
      while (JsonParsers.next(parser) != JsonToken.END_OBJECT) {
        object.addMember(parser);
      }
      if (JsonParsers.next(parser) != null) {
        throw JsonParsers.unexpected(parser, "expected nothing more after the object");
      }
    } catch (IOException e) {
      throw new JsonException("not JSON: " + e.getMessage());
    }
    return object;
  }

  private void addMember(JsonParser parser) throws IOException, JsonException {
    String name = JsonParsers.text(parser);
    JsonToken kind = JsonParsers.next(parser);
    if (kind == null) {
      throw JsonParsers.unexpected(parser, "expected a value");
    }
    int from = start + (int) parser.currentTokenLocation().getByteOffset();
    String text = kind.isScalarValue() ? JsonParsers.text(parser) : "";
    JsonParsers.skip(parser);
    int to = start + (int) parser.currentLocation().getByteOffset();
    if (members.put(name, new Member(kind, text, from, to)) != null) {
      throw new JsonException("the name " + JsonText.shown(name) + " comes twice");
    }
    if (members.size() > MAX_MEMBERS) {
      throw new JsonException("members: more than " + MAX_MEMBERS);
    }
  }

  /** Whether it has such a member. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /**
   * A member that is a string, its escapes resolved; empty if there is no such member.
   *
   * @throws JsonException if it is not a string
   */
  public Optional<String> text(String name) throws JsonException {
    Member member = members.get(name);
    if (member != null && member.kind != JsonToken.VALUE_STRING) {
      throw new JsonException(name + " is not a string");
    }
    return Optional.ofNullable(member).map(Member::text);
  }

  /**
   * A member that is a whole number of any size, in decimal digits, a minus before them or not;
   * empty if there is no such member.
   *
   * @throws JsonException if it is something else: a string, or a number with a fraction or
   *     exponent
   */
  public Optional<String> integer(String name) throws JsonException {
    Member member = members.get(name);
    if (member != null && member.kind != JsonToken.VALUE_NUMBER_INT) {
      throw new JsonException(
          name + " is not a whole number, accepted: a JSON number of digits alone");
    }
    return Optional.ofNullable(member).map(Member::text);
  }

  /**
   * A member's value, whole; empty if there is no such member.
   *
   * @throws JsonException if a name comes twice in an object inside it
   */
  public Optional<JsonNode> node(String name) throws JsonException {
    Member member = members.get(name);
    return member == null
        ? Optional.empty()
        : Optional.of(JsonNode.read(json, member.from, member.to));
  }

  /** A member's value as it was written; empty if there is no such member. */
  public Optional<byte[]> verbatim(String name) {
    return Optional.ofNullable(members.get(name))
        .map(member -> Arrays.copyOfRange(json, member.from, member.to));
  }

  private static void requireUtf8(byte[] text, int from, int to) throws JsonException {
    int i = from;
    while (i < to && text[i] >= 0) {
      i++;
    }
    if (i == to) {
      return;
    }
    try {
      CharSequence unused =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text, from, to - from));
    } catch (CharacterCodingException e) {
      throw new JsonException("not JSON: not UTF-8");
    }
  }
}
