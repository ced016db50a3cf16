package dev.twinloop.cli.daemon;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Frames over a socket: one byte of kind, four of length (big-endian), the body. Whatever the other
 * side says, a frame that is received is of a kind that was expected, and no longer than that kind
 * may be. Any number of threads may send, one receives.
 */
final class Wire implements AutoCloseable {
  private static final int HEADER = 5;

  private final SocketChannel channel;
  private final ByteBuffer header = ByteBuffer.allocateDirect(HEADER);

  Wire(SocketChannel channel) {
    this.channel = channel;
  }

  /** Sends a frame, whole. */
  void send(Frame frame) throws IOException {
    send(frame.kind(), frame.body(), 0, frame.body().length);
  }

  /** Sends a frame whose body is a part of an array. */
  void send(Frame.Kind kind, byte[] bytes, int from, int length) throws IOException {
    if (length > kind.most()) {
      throw new IOException(kind + ": bytes=" + length + ", accepted: to " + kind.most());
    }
    ByteBuffer frame = ByteBuffer.allocate(HEADER + length);
    frame.put((byte) kind.code()).putInt(length).put(bytes, from, length).flip();
    // A thread that is told to end would close the channel by writing.
    boolean interrupted = Thread.interrupted();
    try {
      synchronized (this) {
        while (frame.hasRemaining()) {
          channel.write(frame);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Waits for the next frame.
   *
   * @throws EOFException if the other side has closed
   * @throws IOException if it does not keep to the protocol
   */
  Frame receive(Frame.Kind first, Frame.Kind... rest) throws IOException {
    return receive(EnumSet.of(first, rest));
  }

  /**
   * The same, if it comes soon enough. Else the connection is closed: an answer that comes later
   * meets nobody.
   *
   * @throws IOException also if it does not
   */
  Frame receiveWithin(Duration limit, Frame.Kind first, Frame.Kind... rest) throws IOException {
    AtomicBoolean decided = new AtomicBoolean();
    Thread watch = Thread.ofVirtual().start(() -> closeAfter(limit, decided));
    IOException late = new IOException("no answer within %s s".formatted(seconds(limit)));
    try {
      Frame frame = receive(first, rest);
      if (decided.getAndSet(true)) {
        throw late;
      }
      return frame;
    } catch (IOException e) {
      throw decided.getAndSet(true) ? late : e;
    } finally {
      watch.interrupt();
    }
  }

  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  private void closeAfter(Duration limit, AtomicBoolean decided) {
    try {
      Thread.sleep(limit);
      if (!decided.getAndSet(true)) {
        close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it has come
    } catch (IOException e) {
      decided.set(true); // it is closed all the same
    }
  }

  Frame receive(Set<Frame.Kind> expected) throws IOException {
    fill(header.clear());
    header.flip();
    int code = header.get();
    int length = header.getInt();
    Frame.Kind kind = kind(code, expected);
    if (length < 0 || length > kind.most()) {
      throw new IOException(
          "frame: kind=" + kind + ", bytes=" + length + ", accepted: 0 to " + kind.most());
    }
    byte[] body = new byte[length];
    fill(ByteBuffer.wrap(body));
    return new Frame(kind, body);
  }

  private static Frame.Kind kind(int code, Set<Frame.Kind> expected) throws IOException {
    for (Frame.Kind kind : expected) {
      if (kind.code() == code) {
        return kind;
      }
    }
    throw new IOException("frame: kind=" + code + ", accepted: " + expected);
  }

  private void fill(ByteBuffer target) throws IOException {
    while (target.hasRemaining()) {
      if (channel.read(target) < 0) {
        throw new EOFException("the other side has closed");
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
