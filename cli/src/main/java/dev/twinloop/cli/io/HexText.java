package dev.twinloop.cli.io;

import java.util.HexFormat;

/** Hex as people write it: in capitals or not, with {@code 0x} or {@code 0X} before it or not. */
public final class HexText {
  private HexText() {}

  /** What stands behind the prefix, if there is one. */
  public static String digits(String text) {
    return text.startsWith("0x") || text.startsWith("0X") ? text.substring(2) : text;
  }

  /**
   * The bytes.
   *
   * @throws IllegalArgumentException if it is no even number of hex digits
   */
  public static byte[] bytes(String text) {
    return HexFormat.of().parseHex(digits(text));
  }
}
