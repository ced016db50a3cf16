package dev.twinloop.cli.daemon;

import dev.twinloop.cli.io.Names;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What opens a visit.
 *
 * <pre>
 *   magic and version  int      0x7477_6c01
 *   request            byte     0 run, 1 status, 2 stop
 *   terminal           byte     whether a person watches standard error
 *   pid                long
 *   surroundings       int n, n × (int length, bytes)
 *   arguments          int n, n × (int length, bytes)
 * </pre>
 *
 * @param request what is wanted
 * @param terminal whether a person watches the visitor's standard error
 * @param pid the visitor's process
 * @param surroundings as {@link Surroundings} has them
 * @param arguments of the command, as {@link Names} has them
 */
record Hello(
    Request request,
    boolean terminal,
    long pid,
    List<String> surroundings,
    List<String> arguments) {
  private static final int MAGIC = 0x7477_6c01;
  private static final int FIXED = 4 + 1 + 1 + 8;

  /** What is wanted. */
  enum Request {
    RUN(0),
    STATUS(1),
    STOP(2);

    private final int code;

    Request(int code) {
      this.code = code;
    }

    static Request of(int code) throws IOException {
      for (Request request : values()) {
        if (request.code == code) {
          return request;
        }
      }
      throw new IOException("hello: request=" + code + ", accepted: 0 to 2");
    }
  }

  /** A request without a command. */
  static Hello asking(Request request) {
    return new Hello(request, false, 0, List.of(), List.of());
  }

  Frame frame() {
    List<byte[]> all = new ArrayList<>();
    int bytes = FIXED + 8;
    for (String text : surroundings) {
      bytes += add(all, text);
    }
    for (String text : arguments) {
      bytes += add(all, text);
    }
    ByteBuffer body = ByteBuffer.allocate(bytes);
    body.putInt(MAGIC).put((byte) request.code).put((byte) (terminal ? 1 : 0)).putLong(pid);
    body.putInt(surroundings.size());
    for (int i = 0; i < all.size(); i++) {
      if (i == surroundings.size()) {
        body.putInt(arguments.size());
      }
      body.putInt(all.get(i).length).put(all.get(i));
    }
    if (arguments.isEmpty()) {
      body.putInt(0);
    }
    return new Frame(Frame.Kind.HELLO, body.array());
  }

  private static int add(List<byte[]> all, String text) {
    byte[] bytes = Names.bytes(text);
    all.add(bytes);
    return 4 + bytes.length;
  }

  /**
   * Reads one.
   *
   * @throws IOException if it is none, or of another version
   */
  static Hello of(Frame frame) throws IOException {
    try {
      ByteBuffer body = ByteBuffer.wrap(frame.body());
      int magic = body.getInt();
      if (magic != MAGIC) {
        throw new IOException("hello: version=%08x, accepted: %08x".formatted(magic, MAGIC));
      }
      Request request = Request.of(body.get());
      boolean terminal = body.get() != 0;
      Hello hello = new Hello(request, terminal, body.getLong(), texts(body), texts(body));
      if (body.hasRemaining()) {
        throw new IOException("hello: " + body.remaining() + " bytes too many");
      }
      return hello;
    } catch (BufferUnderflowException e) {
      throw new IOException("hello: cut short", e);
    }
  }

  private static List<String> texts(ByteBuffer body) throws IOException {
    int count = body.getInt();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = body.getInt();
      if (length < 0 || length > body.remaining()) {
        throw new IOException("hello: bytes=" + length + ", accepted: 0 to " + body.remaining());
      }
      byte[] text = new byte[length];
      body.get(text);
      texts.add(Names.text(text));
    }
    return texts;
  }
}
