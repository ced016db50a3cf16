package dev.twinloop.worker.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Frames on a pair of channels: a length (int, big-endian), then the bytes of the frame. Writing is
 * thread-safe; reading is for one thread at a time.
 */
public final class FrameStream implements AutoCloseable {
  /** Longest frame. */
  public static final int MAX_FRAME_BYTES = 1 << 20;

  /** How long a writer waits where a channel that does not block takes nothing. */
  private static final long FULL_NS = 50_000;

  private final ReadableByteChannel in;
  private final WritableByteChannel out;
  private final Object writing = new Object();

  private final ByteBuffer head = ByteBuffer.allocate(Integer.BYTES);

  /** Of the frame whose length is known; null between frames. */
  private @Nullable ByteBuffer body;

  /** Frames that come in on one channel and go out on another channel, or on the same channel. */
  public FrameStream(ReadableByteChannel in, WritableByteChannel out) {
    this.in = in;
    this.out = out;
  }

  /** Sends one frame. */
  public void write(Frame frame) throws IOException {
    byte[] bytes = FrameCodec.encode(frame);
    if (bytes.length > MAX_FRAME_BYTES) {
      throw new IOException(
          "frame: length=" + bytes.length + ", accepted: 1 to " + MAX_FRAME_BYTES);
    }
    ByteBuffer message = ByteBuffer.allocate(Integer.BYTES + bytes.length);
    message.putInt(bytes.length).put(bytes).flip();
    synchronized (writing) {
      while (message.hasRemaining()) {
        if (out.write(message) == 0) {
          LockSupport.parkNanos(FULL_NS);
        }
      }
    }
  }

  /** For drills: sends bytes that are not a frame. */
  public void writeNoise(byte[] noise) throws IOException {
    synchronized (writing) {
      ByteBuffer bytes = ByteBuffer.wrap(noise);
      while (bytes.hasRemaining()) {
        int unused = out.write(bytes);
      }
    }
  }

  /** Closes the channel on which frames go out. */
  @Override
  public void close() throws IOException {
    out.close();
  }

  /**
   * Waits for the next frame, on a blocking channel.
   *
   * @throws EOFException when the other side is gone
   * @throws FrameException if what arrives is not a frame
   * @throws IOException if the channel fails
   */
  public Frame read() throws IOException {
    Frame frame = poll();
    while (frame == null) {
      frame = poll();
    }
    return frame;
  }

  /**
   * The next frame; null if the channel is non-blocking and not all of the frame is there yet.
   *
   * @throws EOFException when the other side is gone
   * @throws FrameException if what arrives is not a frame
   * @throws IOException if the channel fails
   */
  public @Nullable Frame poll() throws IOException {
    ByteBuffer frame = body;
    if (frame == null) {
      if (!filled(head)) {
        return null;
      }
      int length = head.flip().getInt();
      head.clear();
      if (length < 1 || length > MAX_FRAME_BYTES) {
        throw new FrameException("frame: length=" + length + ", accepted: 1 to " + MAX_FRAME_BYTES);
      }
      frame = ByteBuffer.allocate(length);
      body = frame;
    }
    if (!filled(frame)) {
      return null;
    }
    body = null;
    return FrameCodec.decode(frame.array());
  }

  private boolean filled(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      int bytes = in.read(buffer);
      if (bytes < 0) {
        throw new EOFException("control stream: ended");
      }
      if (bytes == 0) {
        return false;
      }
    }
    return true;
  }
}
