package dev.twinloop.worker.protocol;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/**
 * Frames on a pair of channels: a length (int, big-endian), then the bytes of the frame. Writing is
 * thread-safe; reading is for one thread.
 */
public final class FrameStream implements AutoCloseable {
  /** Longest frame. */
  public static final int MAX_FRAME_BYTES = 1 << 20;

  private final ReadableByteChannel in;
  private final WritableByteChannel out;
  private final Object writing = new Object();

  /** Frames that come in on one channel and go out on another, or on the same. */
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
        int unused = out.write(message);
      }
    }
  }

  /** For drills: sends bytes that are no frame. */
  public void writeNoise(byte[] noise) throws IOException {
    synchronized (writing) {
      ByteBuffer bytes = ByteBuffer.wrap(noise);
      while (bytes.hasRemaining()) {
        int unused = out.write(bytes);
      }
    }
  }

  /** Closes the channel that frames go out on. */
  @Override
  public void close() throws IOException {
    out.close();
  }

  /**
   * Waits for the next frame.
   *
   * @throws EOFException when the other side is gone
   * @throws FrameException if what arrives is not a frame
   * @throws IOException if the channel fails
   */
  public Frame read() throws IOException {
    int length = readFully(Integer.BYTES).getInt();
    if (length < 1 || length > MAX_FRAME_BYTES) {
      throw new FrameException("frame: length=" + length + ", accepted: 1 to " + MAX_FRAME_BYTES);
    }
    return FrameCodec.decode(readFully(length).array());
  }

  private ByteBuffer readFully(int bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    while (buffer.hasRemaining()) {
      if (in.read(buffer) < 0) {
        throw new EOFException("control stream: ended");
      }
    }
    return buffer.flip();
  }
}
