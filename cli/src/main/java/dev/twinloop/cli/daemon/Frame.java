package dev.twinloop.cli.daemon;

import java.nio.charset.StandardCharsets;

/** One message between a visitor and the daemon: what it is, and a body that depends on that. */
final class Frame {
  /** The longest piece of a stream in one frame, in bytes. */
  static final int MOST_PIECE = 1 << 20;

  /** The longest frame that opens a visit: arguments and surroundings, in bytes. */
  static final int MOST_HELLO = 8 << 20;

  /** What a frame is. */
  enum Kind {
    /** Visitor: runs a command, or asks for something; a {@link Hello}. */
    HELLO(0),
    /** Daemon: runs the command; its process number in decimal. */
    ACCEPTED(1),
    /** Daemon: does not run it; the reason. */
    DECLINED(2),
    /** Daemon: asks for bytes of standard input, at most this number; decimal. */
    READ(3),
    /** Visitor: bytes of standard input. */
    BYTES(4),
    /** Visitor: standard input is at its end. */
    END(5),
    /** Visitor: standard input cannot be read; the reason. */
    NOT_READ(6),
    /** Daemon: bytes for standard output. */
    OUT(7),
    /** Daemon: bytes for standard error. */
    ERR(8),
    /** Visitor: they are written. */
    WRITTEN(9),
    /** Visitor: they cannot be written; the reason. */
    NOT_WRITTEN(10),
    /** Daemon: the name of a file in the making, to be removed if the daemon is killed. */
    MAKING(11),
    /** Daemon: the answer to what was asked. */
    TOLD(12),
    /** Daemon: the command has ended; its exit status in decimal. */
    EXIT(13);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** What stands for it on the wire. */
    int code() {
      return code;
    }

    /** The longest body, in bytes. */
    int most() {
      return this == HELLO ? MOST_HELLO : MOST_PIECE;
    }
  }

  private final Kind kind;
  private final byte[] body;

  /** A message; the array is not copied. */
  Frame(Kind kind, byte[] body) {
    this.kind = kind;
    this.body = body;
  }

  static Frame of(Kind kind, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new Frame(kind, body.length <= kind.most() ? body : new byte[0]);
  }

  static Frame of(Kind kind) {
    return new Frame(kind, new byte[0]);
  }

  Kind kind() {
    return kind;
  }

  byte[] body() {
    return body;
  }

  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The number that the body is in decimal; -1 if it is none from 0 to {@link #MOST_PIECE}. */
  int number() {
    int value = 0;
    for (byte digit : body) {
      if (digit < '0' || digit > '9' || value > MOST_PIECE) {
        return -1;
      }
      value = 10 * value + digit - '0';
    }
    return body.length == 0 || value > MOST_PIECE ? -1 : value;
  }
}
