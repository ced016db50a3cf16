package dev.twinloop.cli.hash;

import dev.twinloop.cli.io.Names;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the lines of checksum lists, as GNU {@code sha256sum} 9 does: those of {@link SumLine}, and
 * those of BSD's {@code sha256 -r}, a digest, one blank or tab, and the name. The first line of
 * either of these two kinds decides for all lists of a run, because a name may begin with a blank.
 *
 * <p>Lines are bytes, as names are. To C a NUL ends a text: a name ends there too.
 */
final class SumParser {
  private enum Kind {
    UNKNOWN,
    STANDARD,
    REVERSED
  }

  private final Algorithm algorithm;
  private final int digits;
  private Kind kind = Kind.UNKNOWN;
  private byte[] line = new byte[0];
  private int end;

  SumParser(Algorithm algorithm) {
    this.algorithm = algorithm;
    this.digits = 2 * algorithm.digestBytes();
  }

  /** Whose digests it reads. */
  Algorithm algorithm() {
    return algorithm;
  }

  /**
   * Reads the bytes {@code from} to {@code to}, a line without its end; empty if it is no such
   * line.
   */
  Optional<SumLine> parse(byte[] bytes, int from, int to) {
    line = bytes;
    end = to;
    int at = skipBlanks(from);
    boolean escaped = at(at) == '\\';
    at += escaped ? 1 : 0;
    if (startsWith(algorithm.tag(), at)) {
      at += algorithm.tag().length();
      at += at(at) == ' ' ? 1 : 0;
      return at(at) == '(' ? tagged(at + 1, escaped) : Optional.empty();
    }
    return plain(at, escaped);
  }

  private Optional<SumLine> plain(int digest, boolean escaped) {
    int at = digest + digits;
    if (end - digest < digits + 2 || !isBlank(at(at)) || digits(digest) != digits) {
      return Optional.empty();
    }
    at++;
    boolean marked = at(at) == ' ' || at(at) == '*';
    if (!marked || end - at == 1) {
      if (kind == Kind.STANDARD) {
        return Optional.empty();
      }
      kind = Kind.REVERSED;
    } else if (kind != Kind.REVERSED) {
      kind = Kind.STANDARD;
      at++;
    }
    return sum(at, end, escaped, digest);
  }

  private Optional<SumLine> tagged(int name, boolean escaped) {
    int close = end - 1;
    while (close > name && line[close] != ')') {
      close--;
    }
    if (close < name || line[close] != ')') {
      return Optional.empty();
    }
    int at = skipBlanks(close + 1);
    if (at(at) != '=') {
      return Optional.empty();
    }
    at = skipBlanks(at + 1);
    boolean ends = digits(at) == digits && at(at + digits) == 0;
    return ends ? sum(name, close, escaped, at) : Optional.empty();
  }

  private Optional<SumLine> sum(int from, int to, boolean escaped, int digest) {
    String hex = Names.text(line, digest, digest + digits).toLowerCase(Locale.ROOT);
    if (escaped) {
      return unescaped(from, to).map(name -> new SumLine(name, hex));
    }
    int nul = from;
    while (nul < to && line[nul] != 0) {
      nul++;
    }
    return Optional.of(new SumLine(Names.text(line, from, nul), hex));
  }

  private Optional<String> unescaped(int from, int to) {
    byte[] name = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte b = line[i];
      if (b == '\\') {
        i++;
        int escape = i < to ? "nr\\".indexOf(line[i]) : -1;
        if (escape < 0) {
          return Optional.empty();
        }
        b = (byte) "\n\r\\".charAt(escape);
      } else if (b == 0) {
        return Optional.empty();
      }
      name[length++] = b;
    }
    return Optional.of(Names.text(Arrays.copyOf(name, length)));
  }

  /** A byte of the line; 0 behind its end. */
  private int at(int index) {
    return index < end ? line[index] : 0;
  }

  private int skipBlanks(int from) {
    int at = from;
    while (isBlank(at(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(int c) {
    return c == ' ' || c == '\t';
  }

  private boolean startsWith(String text, int from) {
    for (int i = 0; i < text.length(); i++) {
      if (at(from + i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The number of hex digits here. It counts no further than the length of a digest. */
  private int digits(int from) {
    int n = 0;
    while (n < digits && at(from + n) > 0 && Character.digit(at(from + n), 16) >= 0) {
      n++;
    }
    return n;
  }
}
