package dev.twinloop.cli.msm;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The input of a precompile as files hold it: its bytes, or hex.
 *
 * <p>Without an option it is hex if it starts with {@code 0x} or {@code 0X} and is otherwise hex
 * digits and white space, or if it holds nothing but hex digits and line ends, at least one digit.
 * Everything else is raw, blanks too. Input that starts with {@code 0x} and holds printable text
 * only was meant as hex: it is refused, with the place of what is wrong.
 */
final class PrecompileText {
  /** Largest input: it is read into memory whole. */
  static final long MOST_BYTES = 1L << 27;

  /** How bytes are written. */
  enum Format {
    RAW,
    HEX
  }

  private PrecompileText() {}

  /**
   * The bytes that a file means.
   *
   * @param file for messages
   * @param wanted null to tell it from the content
   * @throws IllegalArgumentException if it is no hex where hex is wanted, or too large
   */
  static byte[] read(String file, MemorySegment content, @Nullable Format wanted) {
    if (content.byteSize() > MOST_BYTES) {
      throw new IllegalArgumentException(
          "%s: %d bytes, accepted: up to 2^27".formatted(file, content.byteSize()));
    }
    byte[] text = content.toArray(JAVA_BYTE);
    Format format = wanted == null ? format(text) : wanted;
    return format == Format.RAW ? text : hex(file, text);
  }

  private static Format format(byte[] text) {
    boolean prefix = hasPrefix(text);
    boolean digits = false;
    boolean clean = true;
    boolean printable = true;
    for (int i = prefix ? 2 : 0; i < text.length; i++) {
      boolean digit = isDigit(text[i]);
      boolean space = prefix ? isSpace(text[i]) : text[i] == '\n' || text[i] == '\r';
      digits |= digit;
      clean &= digit || space;
      printable &= isSpace(text[i]) || (text[i] >= ' ' && text[i] < 0x7f);
    }
    return (prefix && printable) || (clean && digits) ? Format.HEX : Format.RAW;
  }

  private static byte[] hex(String file, byte[] text) {
    byte[] bytes = new byte[(text.length + 1) / 2];
    int digits = 0;
    int start = 0;
    while (start < text.length && isSpace(text[start])) {
      start++;
    }
    boolean prefix = start + 1 < text.length && text[start] == '0' && (text[start + 1] | 32) == 'x';
    for (int i = start + (prefix ? 2 : 0); i < text.length; i++) {
      if (isSpace(text[i])) {
        continue;
      }
      if (!isDigit(text[i])) {
        throw new IllegalArgumentException(
            "%s: byte %d is 0x%02x, accepted: hex digits and white space, after 0x or not; raw bytes"
                    .formatted(file, i, text[i])
                + " with --eip-format raw");
      }
      int digit = Character.digit(text[i], 16);
      bytes[digits / 2] |= (byte) (digits % 2 == 0 ? digit << 4 : digit);
      digits++;
    }
    if (digits % 2 != 0) {
      throw new IllegalArgumentException(
          "%s: %d hex digits, accepted: an even number".formatted(file, digits));
    }
    return Arrays.copyOf(bytes, digits / 2);
  }

  private static boolean hasPrefix(byte[] text) {
    return text.length >= 2 && text[0] == '0' && (text[1] | 32) == 'x';
  }

  private static boolean isDigit(byte b) {
    return b > 0 && Character.digit(b, 16) >= 0;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || (b >= '\t' && b <= '\r');
  }
}
