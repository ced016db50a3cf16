package dev.twinloop.cli.hash;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a checksum list, as GNU {@code sha256sum} writes and reads it.
 *
 * <pre>
 *   ca978112…48bb  name            text        SHA256 (name) = ca978112…48bb   tagged
 *   ca978112…48bb *name            binary
 *   \ca978112…48bb  a\nb           the name holds a backslash, line feed or carriage return
 * </pre>
 *
 * @param name the file, {@code -} for standard input
 * @param hex its digest, 64 lower-case hex digits
 */
record SumLine(String name, String hex) {
  private static final Pattern PLAIN =
      Pattern.compile("[ \t]*(\\\\?)([0-9a-fA-F]{64}) [ *](.+)", Pattern.DOTALL);
  private static final Pattern TAGGED =
      Pattern.compile(
          "[ \t]*(\\\\?)SHA256 ?\\((.+)\\)[ \t]*=[ \t]*([0-9a-fA-F]{64})", Pattern.DOTALL);

  private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\nr])");
  private static final Pattern ESCAPED_NAME =
      Pattern.compile("(?:[^\\\\]|\\\\[\\\\nr])+", Pattern.DOTALL);

  /** How lines are written. */
  enum Style {
    TEXT,
    BINARY,
    TAGGED
  }

  /** The line, with its end. */
  String format(Style style, boolean nulTerminated) {
    boolean escape = !nulTerminated && needsEscape(name);
    String shown = escape ? escaped(name) : name;
    return (escape ? "\\" : "")
        + switch (style) {
          case TEXT -> hex + "  " + shown;
          case BINARY -> hex + " *" + shown;
          case TAGGED -> "SHA256 (" + shown + ") = " + hex;
        }
        + (nulTerminated ? "\0" : "\n");
  }

  /** Reads a line without its end; empty if it is not properly formatted. */
  static Optional<SumLine> parse(String line) {
    Matcher plain = PLAIN.matcher(line);
    if (plain.matches()) {
      return of(plain.group(1), plain.group(3), plain.group(2));
    }
    Matcher tagged = TAGGED.matcher(line);
    if (tagged.matches()) {
      return of(tagged.group(1), tagged.group(2), tagged.group(3));
    }
    return Optional.empty();
  }

  private static Optional<SumLine> of(String escape, String name, String hex) {
    return (escape.isEmpty() ? Optional.of(name) : unescaped(name))
        .map(n -> new SumLine(n, hex.toLowerCase(Locale.ROOT)));
  }

  private static boolean needsEscape(String name) {
    return name.chars().anyMatch(c -> c == '\\' || c == '\n' || c == '\r');
  }

  /** The name with backslashes, line feeds and carriage returns spelt out. */
  static String escaped(String name) {
    return name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static Optional<String> unescaped(String name) {
    if (!ESCAPED_NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        ESCAPE
            .matcher(name)
            .replaceAll(
                escape ->
                    Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                          case "n" -> "\n";
                          case "r" -> "\r";
                          default -> "\\";
                        })));
  }
}
