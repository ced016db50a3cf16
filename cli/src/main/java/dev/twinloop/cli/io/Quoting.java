package dev.twinloop.cli.io;

import java.nio.charset.StandardCharsets;

/**
 * Names and texts as messages show them: nothing of them moves a terminal's cursor or colours, and
 * a name can be pasted into a shell.
 *
 * <pre>
 *   name       plain   sp ace     it's     a␊b           l\xe9
 *   shown as   plain   'sp ace'   "it's"   'a'$'\n''b'   'l'$'\351'
 * </pre>
 */
public final class Quoting {
  private static final String NAMED = "\7\b\t\n\13\f\r";
  private static final String NAMES = "abtnvfr";

  /** These make a name need quotes, and rule out double quotes around it. */
  private static final String SHELL = "!\"$&()*;<=>[^`|\\?";

  /** Whether the terminal shows UTF-8; the launcher knows the user's locale. */
  private static final boolean UTF8 = !"false".equals(System.getProperty("twinloop.utf8"));

  private Quoting() {}

  /** A name as a shell would have to be told it, quoted only where that is needed. */
  public static String name(String name) {
    boolean quotes = name.isEmpty() || needsQuotesFirst(name);
    boolean apostrophe = false;
    boolean simple = true;
    for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
      int c = name.codePointAt(i);
      apostrophe |= c == '\'';
      boolean special = SHELL.indexOf(c) >= 0;
      quotes |= special || c == ' ' || c == ':' || c == '\'' || !printable(c);
      boolean inside = c == '{' || c == '}' || (i > 0 && (c == '#' || c == '~'));
      simple &= !special && !inside && printable(c);
    }
    if (!quotes) {
      return name;
    }
    return apostrophe && simple ? '"' + name + '"' : singleQuoted(name);
  }

  private static boolean needsQuotesFirst(String name) {
    char first = name.charAt(0);
    return first == '#' || first == '~' || name.equals("{") || name.equals("}");
  }

  private static String singleQuoted(String name) {
    StringBuilder quoted = new StringBuilder(name.length() + 2).append('\'');
    // As coreutils does, which looks at a name with an apostrophe twice, and begins the second time
    // in the state in which it ended the first time.
    boolean escaping = name.indexOf('\'') >= 0 && !printable(name.codePointBefore(name.length()));
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      i += Character.charCount(c);
      if (!printable(c)) {
        quoted.append(escaping ? "" : "'$'");
        escaping = true;
        escape(quoted, c);
      } else if (c == '\'') {
        quoted.append("'\\''");
        escaping = false;
      } else {
        quoted.append(escaping ? "''" : "").appendCodePoint(c);
        escaping = false;
      }
    }
    return quoted.append('\'').toString();
  }

  /** A text in which what a terminal would obey is spelt out, as in {@code \033}. */
  public static String plain(String text) {
    if (text.codePoints().allMatch(Quoting::harmless)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length() + 8);
    text.codePoints()
        .forEach(
            c -> {
              if (harmless(c)) {
                plain.appendCodePoint(c);
              } else {
                escape(plain, c);
              }
            });
    return plain.toString();
  }

  private static void escape(StringBuilder to, int codePoint) {
    int named = NAMED.indexOf(codePoint);
    if (named >= 0) {
      to.append('\\').append(NAMES.charAt(named));
      return;
    }
    byte[] bytes =
        Names.escaped(codePoint)
            ? new byte[] {(byte) codePoint}
            : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    for (byte b : bytes) {
      to.append('\\').append((char) ('0' + ((b >> 6) & 3)));
      to.append((char) ('0' + ((b >> 3) & 7))).append((char) ('0' + (b & 7)));
    }
  }

  /** Whether a name's character needs no spelling out; in a locale of single bytes few do. */
  private static boolean printable(int c) {
    return c < 0x7f ? c >= ' ' : UTF8 && harmless(c);
  }

  private static boolean harmless(int c) {
    if (c < 0x7f) {
      return c >= ' ';
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
