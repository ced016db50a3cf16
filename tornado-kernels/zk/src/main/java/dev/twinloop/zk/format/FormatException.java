package dev.twinloop.zk.format;

/**
 * A file is not what it should be; the message names the file, the place, the value, and what is
 * accepted.
 */
public final class FormatException extends IllegalArgumentException {
  /** With this message. */
  public FormatException(String message) {
    super(message);
  }

  /** With this message and what caused it. */
  public FormatException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A value at an offset. */
  static FormatException at(String file, long offset, String what) {
    return new FormatException(file + ": offset " + offset + ": " + what);
  }
}
