package dev.twinloop.cli.json;

/**
 * Walks over JSON (RFC 8259) in UTF-8 bytes and refuses what is not JSON. Values are passed, not
 * built: callers keep the span of what they want.
 */
public final class JsonScanner {
  /** Deepest nesting: a parser that recurses must stop before its stack does. */
  static final int MAX_DEPTH = 64;

  private final byte[] text;
  private final int start;
  private final int end;
  private int at;

  public JsonScanner(byte[] text, int from, int to) {
    this.text = text;
    this.start = from;
    this.at = from;
    this.end = to;
  }

  /** Where it stands. */
  public int at() {
    return at;
  }

  /** Passes white space; the next byte, or -1 at the end. */
  public int peek() {
    while (at < end) {
      byte c = text[at];
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
        return c;
      }
      at++;
    }
    return -1;
  }

  /** Passes one character that must come. */
  public void expect(char wanted) throws JsonException {
    if (peek() != wanted) {
      throw problem("expected '" + wanted + "'");
    }
    at++;
  }

  /** Passes a character if it comes. */
  public boolean accept(char wanted) {
    boolean there = peek() == wanted;
    at += there ? 1 : 0;
    return there;
  }

  /** Passes a string, quotes included; whether it has escapes. */
  public boolean passString() throws JsonException {
    expect('"');
    boolean escapes = false;
    while (at < end) {
      byte c = text[at++];
      if (c == '"') {
        return escapes;
      }
      if (c == '\\') {
        escapes = true;
        passEscape();
      } else if (c >= 0 && c < ' ') {
        at--;
        throw problem("control characters in a string must be escaped");
      }
    }
    throw problem("the string does not end");
  }

  private void passEscape() throws JsonException {
    int c = at < end ? text[at++] : -1;
    if (c == 'u') {
      for (int i = 0; i < 4; i++, at++) {
        if (at >= end || Character.digit(text[at], 16) < 0) {
          throw problem("expected four hex digits after \\u");
        }
      }
    } else if (c < 0 || "\"\\/bfnrt".indexOf(c) < 0) {
      at -= c == -1 ? 0 : 1;
      throw problem("expected an escape such as \\n or \\u0041");
    }
  }

  /** Passes any value. */
  public void passValue(int depth) throws JsonException {
    int c = peek();
    switch (c) {
      case '"' -> {
        boolean unused = passString();
      }
      case '{', '[' -> passNested(c == '{', depth);
      case 't' -> passWord("true");
      case 'f' -> passWord("false");
      case 'n' -> passWord("null");
      default -> passNumber();
    }
  }

  private void passNested(boolean object, int depth) throws JsonException {
    if (depth >= MAX_DEPTH) {
      throw problem("nesting is deeper than " + MAX_DEPTH);
    }
    at++;
    char close = object ? '}' : ']';
    if (accept(close)) {
      return;
    }
    do {
      if (object) {
        boolean unused = passString();
        expect(':');
      }
      passValue(depth + 1);
    } while (accept(','));
    expect(close);
  }

  private void passWord(String word) throws JsonException {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= end || text[at + i] != word.charAt(i)) {
        throw problem("expected a value");
      }
    }
    at += word.length();
  }

  /** Passes a number. */
  public void passNumber() throws JsonException {
    int first = at;
    at += at < end && text[at] == '-' ? 1 : 0;
    int digits = passDigits();
    boolean padded = digits > 1 && text[at - digits] == '0';
    if (digits == 0 || padded) {
      at = first;
      throw problem(padded ? "a number must not start with 0" : "expected a value");
    }
    if (at < end && text[at] == '.') {
      at++;
      requireDigits();
    }
    if (at < end && (text[at] == 'e' || text[at] == 'E')) {
      at++;
      at += at < end && (text[at] == '+' || text[at] == '-') ? 1 : 0;
      requireDigits();
    }
  }

  private void requireDigits() throws JsonException {
    if (passDigits() == 0) {
      throw problem("expected a digit");
    }
  }

  private int passDigits() {
    int from = at;
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at - from;
  }

  /** What is wrong here. */
  public JsonException problem(String what) {
    String found =
        at >= end
            ? "the end"
            : text[at] > ' ' && text[at] < 127
                ? "'" + (char) text[at] + "'"
                : "byte 0x%02x".formatted(text[at] & 0xff);
    return new JsonException(
        "not JSON: column %d: %s, found %s".formatted(at - start + 1, what, found));
  }
}
