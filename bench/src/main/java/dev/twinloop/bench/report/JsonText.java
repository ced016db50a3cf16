package dev.twinloop.bench.report;

/** Builds JSON text: commas, quotes and escapes (RFC 8259) are its business, not the caller's. */
final class JsonText {
  private final StringBuilder text = new StringBuilder();
  private boolean first = true;

  /** Opens an object or an array. */
  JsonText open(char bracket) {
    separate();
    text.append(bracket);
    first = true;
    return this;
  }

  /** Closes it. */
  JsonText close(char bracket) {
    text.append(bracket);
    first = false;
    return this;
  }

  /** A member's name; its value comes next. */
  JsonText name(String name) {
    value(name);
    text.append(':');
    first = true;
    return this;
  }

  /** A number or a text. */
  JsonText value(Object value) {
    separate();
    switch (value) {
      case Double number when number.isNaN() || number.isInfinite() -> text.append("null");
      case Number number -> text.append(TableFormat.plain(number));
      default -> quote(value.toString());
    }
    return this;
  }

  private void separate() {
    if (!first) {
      text.append(',');
    }
    first = false;
  }

  private void quote(String value) {
    text.append('"');
    value
        .chars()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                  if (c < 0x20) {
                    text.append("\\u%04x".formatted(c));
                  } else {
                    text.append((char) c);
                  }
                }
              }
            });
    text.append('"');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
