package dev.twinloop.cli.msm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonScanner;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.G1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads {@code {"points": [[x, y], …], "scalars": [s, …]}}; other members are passed over.
 *
 * <p>A number is a JSON number or a string of decimal digits; a string that starts with 0x, or has
 * exactly as many digits as the number's bytes need in hex, is hex. Letters in anything else are an
 * error, because a neighbour without letters would be read as decimal.
 */
final class JsonInput {
  /** Largest file: it is read into memory whole. */
  static final long MOST_BYTES = 1L << 30;

  private final String file;
  private final G1 curve;
  private final byte[] text;
  private final JsonScanner scanner;
  private final ByteArrayOutputStream points = new ByteArrayOutputStream();
  private final ByteArrayOutputStream scalars = new ByteArrayOutputStream();

  private JsonInput(String file, G1 curve, byte[] text) {
    this.file = file;
    this.curve = curve;
    this.text = text;
    this.scanner = new JsonScanner(text, 0, text.length);
  }

  /**
   * Reads a file.
   *
   * @throws IOException if it is not what is expected; the message says where
   */
  static MsmInput read(String file, G1 curve, MemorySegment content) throws IOException {
    if (content.byteSize() > MOST_BYTES) {
      throw new IOException(
          "%s: %d bytes, accepted: JSON up to 2^30 bytes; larger inputs as --points and --scalars"
              .formatted(file, content.byteSize()));
    }
    JsonInput input = new JsonInput(file, curve, content.toArray(JAVA_BYTE));
    try {
      return input.object();
    } catch (JsonException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private MsmInput object() throws JsonException {
    Set<String> names = new HashSet<>();
    scanner.expect('{');
    if (!scanner.accept('}')) {
      do {
        String name = word();
        scanner.expect(':');
        if (!names.add(name)) {
          throw new JsonException("the name \"" + name + "\" comes twice");
        }
        switch (name) {
          case "points" -> points();
          case "scalars" -> scalars();
          default -> scanner.passValue(1);
        }
      } while (scanner.accept(','));
      scanner.expect('}');
    }
    if (scanner.peek() != -1) {
      throw scanner.problem("expected nothing more after the object");
    }
    int pointCount = points.size() / curve.pointBytes();
    MsmInput.requireEqual(file, pointCount, file, scalars.size() / G1.SCALAR_BYTES);
    if (pointCount == 0) {
      throw new JsonException("no points, accepted: \"points\" and \"scalars\", 1 to 2^23 of each");
    }
    return new MsmInput(
        Bases.of(curve, file, MemorySegment.ofArray(points.toByteArray())),
        MemorySegment.ofArray(scalars.toByteArray()));
  }

  private void points() throws JsonException {
    int width = curve.coordinateBytes();
    scanner.expect('[');
    int index = 0;
    if (!scanner.accept(']')) {
      do {
        scanner.expect('[');
        write(points, number("point " + index + ": x", width), width);
        scanner.expect(',');
        write(points, number("point " + index + ": y", width), width);
        scanner.expect(']');
        index++;
      } while (scanner.accept(','));
      scanner.expect(']');
    }
  }

  private void scalars() throws JsonException {
    scanner.expect('[');
    int index = 0;
    if (!scanner.accept(']')) {
      do {
        write(scalars, number("scalar " + index, G1.SCALAR_BYTES), G1.SCALAR_BYTES);
        index++;
      } while (scanner.accept(','));
      scanner.expect(']');
    }
  }

  private BigInteger number(String what, int width) throws JsonException {
    String digits = word();
    BigInteger number = parse(digits, width);
    if (number.signum() < 0) {
      throw new JsonException(
          "%s: %s, accepted: decimal digits, 0x and hex digits, or exactly %d hex digits"
              .formatted(what, shortened(digits), 2 * width));
    }
    if (number.bitLength() > 8 * width) {
      throw new JsonException(
          "%s: %s, accepted: at most %d bits".formatted(what, shortened(digits), 8 * width));
    }
    return number;
  }

  /** The number; negative if it is none. */
  private static BigInteger parse(String digits, int width) {
    boolean prefix = digits.startsWith("0x") || digits.startsWith("0X");
    String rest = prefix ? digits.substring(2) : digits;
    int radix = prefix || rest.length() == 2 * width ? 16 : 10;
    boolean clean =
        !rest.isEmpty()
            && rest.length() <= 4 * width
            && rest.chars().allMatch(c -> c < 128 && Character.digit(c, radix) >= 0);
    return clean ? new BigInteger(rest, radix) : BigInteger.ONE.negate();
  }

  /** A string's contents, or a number's digits. */
  private String word() throws JsonException {
    boolean quoted = scanner.peek() == '"';
    int from = scanner.at();
    if (quoted && scanner.passString()) {
      throw scanner.problem("no escapes are expected here");
    }
    if (!quoted) {
      scanner.passNumber();
    }
    int inside = quoted ? 1 : 0;
    return new String(
        text, from + inside, scanner.at() - from - 2 * inside, StandardCharsets.ISO_8859_1);
  }

  private static String shortened(String digits) {
    return digits.length() <= 100 ? "\"" + digits + "\"" : digits.length() + " characters";
  }

  private static void write(ByteArrayOutputStream to, BigInteger number, int width) {
    byte[] bytes = number.toByteArray(); // with a sign bit in front
    int extra = Math.max(0, bytes.length - width);
    to.writeBytes(new byte[width - (bytes.length - extra)]);
    to.write(bytes, extra, bytes.length - extra);
  }
}
