package dev.twinloop.cli.json;

/** Writes JSON strings (RFC 8259, section 7), and shows values in messages. */
public final class JsonText {
  private static final int MOST_SHOWN = 160;

  private JsonText() {}

  /** Whether there is nothing but white space of JSON. */
  public static boolean isBlank(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r' && text[i] != '\n') {
        return false;
      }
    }
    return true;
  }

  /** A value in quotes for a message: printable, and no more of it than a line takes. */
  public static String shown(String value) {
    return value.length() <= MOST_SHOWN
        ? '"' + printable(value) + '"'
        : '"' + shortened(value) + "\" (" + value.length() + " characters)";
  }

  /** A text for a message: printable, and no more of it than a line takes. */
  static String shortened(String text) {
    String printable = printable(text);
    return printable.length() <= MOST_SHOWN ? printable : printable.substring(0, MOST_SHOWN) + "…";
  }

  /** A text whose control and format characters are escaped. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
        printable.append("\\u%04x".formatted((int) c));
      } else {
        printable.append(c);
      }
    }
    return printable.toString();
  }

  /** A text in quotes, escaped where JSON demands it. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
