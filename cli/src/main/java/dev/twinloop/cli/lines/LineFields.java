package dev.twinloop.cli.lines;

import dev.twinloop.cli.io.HexText;
import dev.twinloop.cli.json.JsonException;
import dev.twinloop.cli.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The members that lines have in common. */
public final class LineFields {
  private static final HexFormat HEX = HexFormat.of();

  private LineFields() {}

  /** A value that is not what its name promises: its item is invalid, and that is a judgement. */
  public static final class InvalidException extends Exception {
    private static final long serialVersionUID = 1;
    private final String problem;

    public InvalidException(String problem) {
      super(problem);
      this.problem = problem;
    }

    /** What is wrong. */
    public String problem() {
      return problem;
    }
  }

  /**
   * Whether {@code hash} says what was signed, and not {@code msg}.
   *
   * @throws JsonException unless exactly one of them is there
   */
  public static boolean hashed(JsonObject line) throws JsonException {
    boolean hashed = line.has("hash");
    if (hashed == line.has("msg")) {
      throw new JsonException(
          hashed ? "hash and msg exclude each other" : "hash or msg is missing");
    }
    return hashed;
  }

  /**
   * What was signed: {@code hash}, or the SHA-256 of {@code msg}.
   *
   * @throws JsonException unless exactly one of them is there, and is a string
   */
  public static byte[] hash(JsonObject line) throws JsonException, InvalidException {
    return hashed(line) ? hex(line, "hash") : sha256(hex(line, "msg"));
  }

  /**
   * Bytes: a member in hex, two digits a byte, 0x before them or not.
   *
   * @throws JsonException if it is missing or not a string
   */
  public static byte[] hex(JsonObject line, String name) throws JsonException, InvalidException {
    return parse(name, digits(line, name));
  }

  /**
   * A number: a member in hex, of any number of digits, 0x before them or not.
   *
   * @return its bytes, big-endian
   * @throws JsonException if it is missing or not a string
   */
  public static byte[] number(JsonObject line, String name) throws JsonException, InvalidException {
    String digits = digits(line, name);
    return parse(name, digits.length() % 2 == 0 ? digits : "0" + digits);
  }

  private static String digits(JsonObject line, String name) throws JsonException {
    return HexText.digits(
        line.text(name).orElseThrow(() -> new JsonException(name + " is missing")));
  }

  private static byte[] parse(String name, String digits) throws InvalidException {
    try {
      return HEX.parseHex(digits);
    } catch (IllegalArgumentException e) {
      throw new InvalidException(name + " is not hex");
    }
  }

  /** Fails, as {@link #hex} does, if a member is missing or not a string. */
  public static void require(JsonObject line, String... names) throws JsonException {
    for (String name : names) {
      if (line.text(name).isEmpty()) {
        throw new JsonException(name + " is missing");
      }
    }
  }

  private static byte[] sha256(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
