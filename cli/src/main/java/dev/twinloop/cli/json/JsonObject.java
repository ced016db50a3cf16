package dev.twinloop.cli.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One JSON object (RFC 8259, strict), its members by name. Strings can be read; any value can be
 * echoed as it was written, white space inside it included. A name that comes twice is an error:
 * whoever wrote it and whoever reads it may mean different ones.
 *
 * <p>It refers to the bytes it was read from: use it before they change.
 */
public final class JsonObject {
  /** Most members of one object. */
  public static final int MAX_MEMBERS = 64;

  private final byte[] text;
  private String[] names = new String[8];
  private int[] spans = new int[16];
  private int size;

  private JsonObject(byte[] text) {
    this.text = text;
  }

  /**
   * Reads the object that these bytes are, and nothing else.
   *
   * @throws JsonException if they are something else, or not UTF-8
   */
  public static JsonObject parse(byte[] text, int from, int to) throws JsonException {
    requireUtf8(text, from, to);
    JsonScanner scanner = new JsonScanner(text, from, to);
    JsonObject object = new JsonObject(text);
    scanner.expect('{');
    if (!scanner.accept('}')) {
      do {
        object.addMember(scanner);
      } while (scanner.accept(','));
      scanner.expect('}');
    }
    if (scanner.peek() != -1) {
      throw scanner.problem("expected nothing more after the object");
    }
    return object;
  }

  /** Whether it has such a member. */
  public boolean has(String name) {
    return find(name) >= 0;
  }

  /**
   * A member that is a string, its escapes resolved; empty if there is no such member.
   *
   * @throws JsonException if it is not a string
   */
  public Optional<String> text(String name) throws JsonException {
    int member = find(name);
    if (member < 0) {
      return Optional.empty();
    }
    if (text[spans[2 * member]] != '"') {
      throw new JsonException(name + " is not a string");
    }
    return Optional.of(string(text, spans[2 * member] + 1, spans[2 * member + 1] - 1));
  }

  /**
   * A member that is a whole number; empty if there is no such member.
   *
   * @throws JsonException if it is something else, or does not fit into a long
   */
  public OptionalLong integer(String name) throws JsonException {
    int member = find(name);
    if (member < 0) {
      return OptionalLong.empty();
    }
    int from = spans[2 * member];
    String digits = new String(text, from, spans[2 * member + 1] - from, StandardCharsets.UTF_8);
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      throw new JsonException(name + " is not a whole number");
    }
  }

  /** A member's value as it was written; empty if there is no such member. */
  public Optional<byte[]> verbatim(String name) {
    int member = find(name);
    return member < 0
        ? Optional.empty()
        : Optional.of(Arrays.copyOfRange(text, spans[2 * member], spans[2 * member + 1]));
  }

  private void addMember(JsonScanner scanner) throws JsonException {
    if (scanner.peek() != '"') {
      throw scanner.problem("expected a name in quotes");
    }
    int nameFrom = scanner.at() + 1;
    boolean escapes = scanner.passString();
    int nameTo = scanner.at() - 1;
    String name =
        escapes
            ? string(text, nameFrom, nameTo)
            : new String(text, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8);
    scanner.expect(':');
    int unused = scanner.peek();
    int valueFrom = scanner.at();
    scanner.passValue(1);
    if (find(name) >= 0) {
      throw new JsonException("the name \"" + name + "\" comes twice");
    }
    if (size == MAX_MEMBERS) {
      throw new JsonException("members: more than " + MAX_MEMBERS);
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      spans = Arrays.copyOf(spans, 4 * size);
    }
    names[size] = name;
    spans[2 * size] = valueFrom;
    spans[2 * size + 1] = scanner.at();
    size++;
  }

  private int find(String name) {
    for (int i = 0; i < size; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** The string whose contents are these bytes, which have been checked. */
  private static String string(byte[] text, int from, int to) {
    String raw = new String(text, from, to - from, StandardCharsets.UTF_8);
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder resolved = new StringBuilder(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c != '\\') {
        resolved.append(c);
        continue;
      }
      char escape = raw.charAt(++i);
      if (escape == 'u') {
        resolved.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
        i += 4;
      } else {
        int known = "bfnrt".indexOf(escape);
        resolved.append(known < 0 ? escape : "\b\f\n\r\t".charAt(known));
      }
    }
    return resolved.toString();
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
