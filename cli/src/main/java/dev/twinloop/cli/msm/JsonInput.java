package dev.twinloop.cli.msm;

import dev.twinloop.cli.io.Spool;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonStream;
import dev.twinloop.cli.json.JsonText;
import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.msm.Msm;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
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
 * <tr><td>a string of exactly that length, of digits 0 to 9 alone</td>
 * <td>refused: it may be meant either way</td></tr>
 * <tr><td>a string of any other number of digits 0 to 9</td><td>decimal</td></tr>
 * </table>
 *
 * <p>The text is a stream. Points and scalars go to a file without a name in the temp directory,
 * which is mapped until this is closed: 96 bytes a point and scalar on BN254, 128 on BLS12-381. So
 * reading takes a few megabytes of memory, whatever the number of points.
 */
final class JsonInput implements AutoCloseable {
  /** The most points. More of them belong in a binary file. */
  static final int MOST_POINTS = 1 << 23;

  private final Group group;
  private final Arena arena = Arena.ofShared();

  JsonInput(Group group) {
    this.group = group;
  }

  /**
   * Reads a document.
   *
   * @param file for messages
   * @return what holds as long as this is open
   * @throws IOException if it is not what is expected; the message says where
   */
  MsmInput read(String file, InputStream text) throws IOException {
    try (JsonStream stream = new JsonStream(text);
        Spool points = new Spool(file);
        Spool scalars = new Spool(file)) {
      int pointCount = 0;
      int scalarCount = 0;
      stream.beginObject();
      for (String name = stream.name(); name != null; name = stream.name()) {
        switch (name) {
          case "points" -> pointCount = points(stream, points);
          case "scalars" -> scalarCount = scalars(stream, scalars);
          default -> stream.pass();
        }
      }
      stream.end();
      MsmInput.requireEqual(file, pointCount, file, scalarCount);
      if (pointCount == 0) {
        throw new JsonException(
            "no points, accepted: \"points\" and \"scalars\", 1 to 2^23 of each");
      }
      return new MsmInput(MsmInput.bases(group, file, points.memory(arena)), scalars.memory(arena));
    } catch (JsonException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private int points(JsonStream stream, Spool points) throws IOException, JsonException {
    int width = group.coordinateBytes();
    stream.beginArray("points");
    int index = 0;
    for (; stream.nextArray("point " + index); index++) {
      requireRoom("points", index);
      for (String axis : new String[] {"x", "y"}) {
        String what = "point " + index + ": " + axis;
        JsonStream.Scalar number = stream.next(what);
        if (number == null) {
          throw new JsonException(what + " is missing, accepted: [x, y]");
        }
        points.write(bytes(what, number, width));
      }
      stream.endArray("point " + index);
    }
    return index;
  }

  private int scalars(JsonStream stream, Spool scalars) throws IOException, JsonException {
    stream.beginArray("scalars");
    int index = 0;
    for (JsonStream.Scalar number = stream.next("scalar " + index);
        number != null;
        number = stream.next("scalar " + index)) {
      requireRoom("scalars", index);
      scalars.write(bytes("scalar " + index, number, Msm.SCALAR_BYTES));
      index++;
    }
    return index;
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
          "%s: %s, accepted: decimal digits, 0x and hex digits, or exactly %d hex digits; at most %d"
              .formatted(what, JsonText.shown(text), 2 * width, 4 * width));
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
    arena.close();
  }
}
