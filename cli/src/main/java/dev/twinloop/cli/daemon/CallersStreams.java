package dev.twinloop.cli.daemon;

import dev.twinloop.cli.daemon.Frame.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A visitor's standard streams, seen from the daemon. Each read and each write is a question that
 * the visitor answers when it has done the same to its own stream: a command meets the errors, and
 * waits, where it would without a daemon, and takes no more of standard input than it would.
 * Thread-safe.
 */
final class CallersStreams {
  /** What a write says when nobody is there any more; a command says nothing more then. */
  private static final String GONE = "Broken pipe";

  private final Wire wire;
  private final Exchange reads = new Exchange();
  private final Exchange writes = new Exchange();

  CallersStreams(Wire wire) {
    this.wire = wire;
  }

  /** One question at a time, and its answer. */
  private final class Exchange {
    private final BlockingQueue<Frame> answers = new LinkedBlockingQueue<>();
    private volatile boolean gone;

    synchronized Frame ask(Kind kind, byte[] bytes, int from, int length) throws IOException {
      if (gone) {
        throw new IOException(GONE);
      }
      try {
        wire.send(kind, bytes, from, length);
      } catch (IOException e) {
        throw new IOException(GONE, e);
      }
      Frame answer = take();
      if (answer.kind() == Kind.EXIT) {
        throw new IOException(GONE);
      }
      return answer;
    }

    /** An interrupt must not separate the question from its answer. */
    private Frame take() {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            return answers.take();
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    void answered(Frame frame) {
      answers.add(frame);
    }

    void gone() {
      gone = true;
      answers.add(Frame.of(Kind.EXIT));
    }
  }

  /** Hands an answer to the thread that waits for it. */
  void answered(Frame frame) throws IOException {
    switch (frame.kind()) {
      case BYTES, END, NOT_READ -> reads.answered(frame);
      case WRITTEN, NOT_WRITTEN -> writes.answered(frame);
      default -> throw new IOException("frame: kind=" + frame.kind() + ", accepted: an answer");
    }
  }

  /** No further answer will come. */
  void gone() {
    reads.gone();
    writes.gone();
  }

  InputStream in() {
    return new In();
  }

  /**
   * Standard output or standard error.
   *
   * @param kind {@code OUT} or {@code ERR}
   */
  OutputStream out(Kind kind) {
    return new Out(kind);
  }

  private final class In extends InputStream implements ReadableByteChannel {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
      return read(ByteBuffer.wrap(target, from, length));
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      int wanted = Math.min(target.remaining(), Frame.MOST_PIECE);
      if (wanted == 0) {
        return 0;
      }
      byte[] number = Integer.toString(wanted).getBytes(StandardCharsets.US_ASCII);
      Frame answer = reads.ask(Kind.READ, number, 0, number.length);
      return switch (answer.kind()) {
        case END -> -1;
        case NOT_READ -> throw new IOException(answer.text());
        default -> {
          if (answer.body().length == 0 || answer.body().length > wanted) {
            throw new IOException(
                "frame: bytes=" + answer.body().length + ", accepted: 1 to " + wanted);
          }
          target.put(answer.body());
          yield answer.body().length;
        }
      };
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  private final class Out extends OutputStream {
    private final Kind kind;

    Out(Kind kind) {
      this.kind = kind;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      for (int at = 0; at < length; at += Frame.MOST_PIECE) {
        int piece = Math.min(Frame.MOST_PIECE, length - at);
        Frame answer = writes.ask(kind, bytes, from + at, piece);
        if (answer.kind() == Kind.NOT_WRITTEN) {
          throw new IOException(answer.text());
        }
      }
    }
  }
}
