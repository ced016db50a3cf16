package dev.twinloop.cli.msm;

import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonStream;
import dev.twinloop.cli.json.JsonText;
import dev.twinloop.kernel.msm.Bases;
import dev.twinloop.kernel.msm.G1;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;

/**
 * Reads {@code {"points": [[x, y], …], "scalars": [s, …]}}; other members are passed over.
 *
 * <table>
 * <caption>Numbers</caption>
 * <tr><td>a JSON number of digits alone</td><td>decimal, always</td></tr>
 * <tr><td>a string after 0x</td><td>hex</td></tr>
 * <tr><td>a string of as many hex digits as the number's bytes need, a letter among them</td>
 * <td>hex</td></tr>
 * <tr><td>a string of so many digits 0 to 9 and nothing else</td>
 * <td>refused: it may be meant either way</td></tr>
 * <tr><td>a string of any other number of digits 0 to 9</td><td>decimal</td></tr>
 * </table>
 *
 * <p>The text is a stream. Points and scalars are kept off the heap until this is closed, 96 bytes
 * a point and scalar on BN254 and 128 on BLS12-381, and up to three times that while they grow: for
 * the most points, 2^23, 1.2 and 1.6 GB.
 */
final class JsonInput implements AutoCloseable {
  /** The most points: as many as are worth writing in JSON. */
  static final int MOST_POINTS = 1 << 23;

  private final G1 curve;
  private final GrowingMemory points = new GrowingMemory();
  private final GrowingMemory scalars = new GrowingMemory();

  JsonInput(G1 curve) {
    this.curve = curve;
  }

  /**
   * Reads a document.
   *
   * @param file for messages
   * @return what holds as long as this is open
   * @throws IOException if it is not what is expected; the message says where
   */
  MsmInput read(String file, InputStream text) throws IOException {
    try (JsonStream stream = new JsonStream(text)) {
      members(stream);
      long count = points.size() / curve.pointBytes();
      MsmInput.requireEqual(file, count, file, scalars.size() / G1.SCALAR_BYTES);
      if (count == 0) {
        throw new JsonException(
            "no points, accepted: \"points\" and \"scalars\", 1 to 2^23 of each");
      }
    } catch (JsonException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    return new MsmInput(Bases.of(curve, file, points.content()), scalars.content());
  }

  private void members(JsonStream stream) throws IOException, JsonException {
    stream.beginObject();
    for (String name = stream.name(); name != null; name = stream.name()) {
      switch (name) {
        case "points" -> readPoints(stream);
        case "scalars" -> readScalars(stream);
        default -> stream.pass();
      }
    }
    stream.end();
  }

  private void readPoints(JsonStream stream) throws IOException, JsonException {
    int width = curve.coordinateBytes();
    stream.beginArray("points");
    for (int index = 0; stream.nextArray("point " + index); index++) {
      requireRoom("points", index);
      for (String axis : new String[] {"x", "y"}) {
        String what = "point " + index + ": " + axis;
        JsonStream.Scalar number = stream.next(what);
        if (number == null) {
          throw new JsonException(what + " is missing, accepted: [x, y]");
        }
        points.append(bytes(what, number, width));
      }
      stream.endArray("point " + index);
    }
  }

  private void readScalars(JsonStream stream) throws IOException, JsonException {
    stream.beginArray("scalars");
    int index = 0;
    for (JsonStream.Scalar number = stream.next("scalar " + index);
        number != null;
        number = stream.next("scalar " + index)) {
      requireRoom("scalars", index);
      scalars.append(bytes("scalar " + index, number, G1.SCALAR_BYTES));
      index++;
    }
  }

  private static void requireRoom(String what, int index) throws JsonException {
    if (index == MOST_POINTS) {
      throw new JsonException(
          what + ": more than 2^23, accepted: larger inputs as --points and --scalars");
    }
  }

  private static byte[] bytes(String what, JsonStream.Scalar number, int width)
      throws JsonException {
    String text = number.text();
    boolean prefix = number.quoted() && (text.startsWith("0x") || text.startsWith("0X"));
    String digits = prefix ? text.substring(2) : text;
    boolean full = number.quoted() && !prefix && digits.length() == 2 * width;
    if (full && isNumber(digits, 10)) {
      throw new JsonException(
          "%s: %s may be decimal or hex, accepted: 0x before hex, a JSON number for decimal"
              .formatted(what, JsonText.shown(text)));
    }
    int radix = prefix || full ? 16 : 10;
    if (digits.isEmpty() || digits.length() > 4 * width || !isNumber(digits, radix)) {
      throw new JsonException(
          "%s: %s, accepted: decimal digits, 0x and hex digits, or exactly %d hex digits"
              .formatted(what, JsonText.shown(text), 2 * width));
    }
    byte[] bytes = new byte[width];
    boolean fits = radix == 16 ? fromHex(digits, bytes) : fromDecimal(digits, bytes);
    if (!fits) {
      throw new JsonException(
          "%s: %s, accepted: at most %d bits".formatted(what, JsonText.shown(text), 8 * width));
    }
    return bytes;
  }

  private static boolean isNumber(String digits, int radix) {
    for (int i = 0; i < digits.length(); i++) {
      char c = digits.charAt(i);
      if (c >= 128 || Character.digit(c, radix) < 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean fromHex(String digits, byte[] to) {
    int at = 2 * to.length;
    for (int i = digits.length() - 1; i >= 0; i--) {
      int digit = Character.digit(digits.charAt(i), 16);
      if (--at >= 0) {
        to[at >> 1] |= (byte) ((at & 1) == 1 ? digit : digit << 4);
      } else if (digit != 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean fromDecimal(String digits, byte[] to) {
    byte[] number = new BigInteger(digits).toByteArray(); // with a sign bit in front
    int sign = number[0] == 0 ? 1 : 0;
    int length = number.length - sign;
    if (length > to.length) {
      return false;
    }
    System.arraycopy(number, sign, to, to.length - length, length);
    return true;
  }

  @Override
  public void close() {
    points.close();
    scalars.close();
  }
}
