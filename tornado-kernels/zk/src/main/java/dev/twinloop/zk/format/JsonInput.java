package dev.twinloop.zk.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.twinloop.zk.pairing.PairingCurve;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Reads JSON from front to back, value by value. Refusals name the file and the place as a JSON
 * pointer (RFC 6901). Not thread-safe.
 */
public final class JsonInput implements AutoCloseable {
  private static final int MOST_DEPTH = 32;

  /** More digits than any number below a modulus here has. */
  private static final int MOST_DIGITS = 160;

  private static final int SHOWN = 80;

  /** A place inside a message: of {@code [Source: …; line: 1, column: 2]}, what tells something. */
  private static final Pattern OTHER_PLACE =
      Pattern.compile("\\[Source: [^\\]]*; (line: [^\\]]*)\\]");

  private static final Pattern HINT =
      Pattern.compile(
          " \\((consider enabling|not recognized as one since)[^)]*\\)|: enable `[^`]*` to allow");

  /** Names that collide in its table of them are somebody's choice, and no failure of ours. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_DEPTH)
                  .maxNumberLength(1 << 20)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String name;
  private final JsonParser parser;

  /** Reads one member's value. */
  @FunctionalInterface
  public interface Member {
    /**
     * Reads the value that comes next, or leaves it.
     *
     * @param name the member's name
     * @return whether it was read; else it is passed over
     */
    boolean read(String name);
  }

  private JsonInput(String name, JsonParser parser) {
    this.name = name;
    this.parser = parser;
  }

  /**
   * The content of a file.
   *
   * @param name by which messages call it
   */
  public static JsonInput of(String name, byte[] content) {
    try {
      return new JsonInput(name, FACTORY.createParser(content)).next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads an object's members. */
  public void object(Member member) {
    require(JsonToken.START_OBJECT, "an object");
    next();
    while (token() != JsonToken.END_OBJECT) {
      String key = text(JsonToken.FIELD_NAME, "a member");
      if (!member.read(key)) {
        skip();
      }
    }
    next();
  }

  /** Reads an array's elements, each by a run. */
  public void array(Runnable element) {
    require(JsonToken.START_ARRAY, "an array");
    next();
    while (token() != JsonToken.END_ARRAY) {
      element.run();
    }
    next();
  }

  /** Reads a string. */
  public String text() {
    return text(JsonToken.VALUE_STRING, "a string");
  }

  private String text(JsonToken kind, String accepted) {
    require(kind, accepted);
    String text = raw();
    next();
    return text;
  }

  /** Reads an array of numbers, each below {@code limit}. */
  public BigInteger[] numbers(BigInteger limit, String limitName, int count) {
    BigInteger[] numbers = new BigInteger[count];
    int[] read = {0};
    String at = place();
    array(
        () -> {
          if (read[0] == count) {
            throw refuse(at, "more than " + count + " numbers, accepted: " + count);
          }
          numbers[read[0]++] = number(limit, limitName);
        });
    if (read[0] < count) {
      throw refuse(at, read[0] + " numbers, accepted: " + count);
    }
    return numbers;
  }

  /**
   * Reads a number in canonical decimal digits, as a string or as a JSON number, below {@code
   * limit}.
   */
  public BigInteger number(BigInteger limit, String limitName) {
    JsonToken token = token();
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      throw refuse("%s, accepted: a number in decimal digits".formatted(shown()));
    }
    String digits = raw();
    if (!canonical(digits)) {
      throw refuse(
          "value=\"%s\", accepted: a whole number from 0 on, in decimal digits without leading zeros"
              .formatted(cut(digits)));
    }
    if (digits.length() > MOST_DIGITS) {
      throw refuse(
          "value=%s (%d digits), accepted: below %s=%s"
              .formatted(cut(digits), digits.length(), limitName, limit));
    }
    BigInteger number = new BigInteger(digits);
    if (number.compareTo(limit) >= 0) {
      throw refuse("value=%s, accepted: below %s=%s".formatted(digits, limitName, limit));
    }
    next();
    return number;
  }

  private static boolean canonical(String digits) {
    if (digits.isEmpty() || (digits.charAt(0) == '0' && digits.length() > 1)) {
      return false;
    }
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Reads a {@code protocol} member, which must be groth16. */
  public void requireGroth16() {
    String at = place();
    String protocol = text();
    if (!protocol.equals("groth16")) {
      throw refuse(at, "protocol=\"%s\", accepted: groth16".formatted(cut(protocol)));
    }
  }

  /** Reads a {@code curve} member. */
  public PairingCurve curve() {
    String at = place();
    String curve = text();
    return PairingCurve.named(curve)
        .orElseThrow(
            () -> refuse(at, "curve=\"%s\", accepted: bn128, bls12381".formatted(cut(curve))));
  }

  /** Passes over a value. */
  public void skip() {
    try {
      parser.skipChildren();
    } catch (JsonProcessingException e) {
      throw broken(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    next();
  }

  /** Whether the value that comes next is null; it is passed over then. */
  public boolean isNull() {
    boolean none = token() == JsonToken.VALUE_NULL;
    if (none) {
      next();
    }
    return none;
  }

  /** Whether the value that comes next is a number. */
  public boolean isNumber() {
    return token() == JsonToken.VALUE_NUMBER_INT || token() == JsonToken.VALUE_NUMBER_FLOAT;
  }

  /** Reads a number or a string as it is written. */
  public String scalar() {
    if (!isNumber()) {
      return text();
    }
    String text = raw();
    next();
    return text;
  }

  /** Requires that nothing follows. */
  public void end() {
    if (token() != null) {
      throw refuse("more after the value, accepted: nothing");
    }
  }

  /** Where the value that comes next is. */
  public String place() {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "/" : pointer;
  }

  /** A refusal of the value that comes next. */
  public FormatException refuse(String what) {
    return refuse(place(), what);
  }

  /** A refusal of what is at this place. */
  public FormatException refuse(String at, String what) {
    return new FormatException(name + ": " + cut(at) + ": " + printable(what));
  }

  private void require(JsonToken kind, String accepted) {
    if (token() != kind) {
      throw refuse(shown() + ", accepted: " + accepted);
    }
  }

  private @org.jspecify.annotations.Nullable JsonToken token() {
    return parser.currentToken();
  }

  private String shown() {
    JsonToken token = token();
    if (token == null) {
      return "the end";
    }
    return switch (token) {
      case START_OBJECT, END_OBJECT -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      default -> cut(raw());
    };
  }

  private static String cut(String text) {
    return printable(text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…");
  }

  /** With control and format characters escaped: messages go to terminals. */
  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean hidden = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
      printable.append(hidden ? "\\u%04x".formatted((int) c) : c);
    }
    return printable.toString();
  }

  private String raw() {
    try {
      return Objects.requireNonNullElse(parser.getText(), "");
    } catch (JsonProcessingException e) {
      throw broken(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonInput next() {
    try {
      parser.nextToken();
      return this;
    } catch (JsonProcessingException e) {
      throw broken(e);
    } catch (IOException e) {
      throw new FormatException(name + ": " + printable(String.valueOf(e.getMessage())), e);
    }
  }

  /** Without what only the library's own users can make sense of. */
  private static String plain(String message) {
    String hinted = HINT.matcher(message).replaceAll("");
    String plain = OTHER_PLACE.matcher(hinted).replaceAll("$1");
    return plain.length() <= 2 * SHOWN ? plain : plain.substring(0, 2 * SHOWN) + "…";
  }

  private FormatException broken(JsonProcessingException e) {
    return new FormatException(
        "%s: byte %d: no JSON: %s"
            .formatted(
                name,
                e.getLocation() == null ? 0 : e.getLocation().getByteOffset(),
                printable(plain(String.valueOf(e.getOriginalMessage())))),
        e);
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
