package dev.twinloop.cli.hash;

/**
 * One line of a checksum list, as GNU {@code sha256sum} writes it; {@link SumParser} reads them.
 *
 * <pre>
 *   ca978112…48bb  name            text        SHA256 (name) = ca978112…48bb   tagged
 *   ca978112…48bb *name            binary
 *   \ca978112…48bb  a\nb           the name holds a backslash, line feed or carriage return
 * </pre>
 *
 * @param name the file, {@code -} for standard input
 * @param hex its digest, lower-case hex digits
 */
record SumLine(String name, String hex) {
  /** How lines are written. */
  enum Style {
    TEXT,
    BINARY,
    TAGGED
  }

  /** The line, with its end. */
  String format(Style style, boolean nulTerminated, Algorithm algorithm) {
    boolean escape = !nulTerminated && needsEscape(name);
    String shown = escape ? escaped(name) : name;
    return (escape ? "\\" : "")
        + switch (style) {
          case TEXT -> hex + "  " + shown;
          case BINARY -> hex + " *" + shown;
          case TAGGED -> algorithm.tag() + " (" + shown + ") = " + hex;
        }
        + (nulTerminated ? "\0" : "\n");
  }

  private static boolean needsEscape(String name) {
    return name.indexOf('\\') >= 0 || name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0;
  }

  /** The name with backslashes, line feeds and carriage returns spelt out. */
  static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }
}
