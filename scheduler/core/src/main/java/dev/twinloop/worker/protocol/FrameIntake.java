package dev.twinloop.worker.protocol;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes the frames of a channel to a receiver. One thread sleeps until frames come ({@link
 * #serve}). A thread that waits for a frame can poll for it itself ({@link #look}). Then no thread
 * must be woken; waking a thread takes longer than a small run.
 *
 * <pre>
 *   serve   ──▶ asleep ──▶ takes what is there ──▶ receiver
 *   look    ──▶ takes what is there, again and again, for a moment ──▶ receiver
 * </pre>
 *
 * <p>Only one thread at a time calls the receiver. Thread-safe.
 */
public final class FrameIntake implements AutoCloseable {
  /** A channel that was closed on this side is noticed so late. */
  private static final long NOTICE_MS = 1000;

  private final FrameStream frames;
  private final Receiver receiver;
  private final Selector selector;
  private final ReentrantLock reading = new ReentrantLock();

  /**
   * What a thread that looked has met: the one that serves throws it. Guarded by {@code reading}.
   */
  private @Nullable Throwable met;

  /** Takes frames. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * Takes a frame.
     *
     * @throws IOException ends the intake
     */
    void receive(Frame frame) throws IOException;
  }

  /**
   * An intake for a channel. The channel is non-blocking from now on.
   *
   * @param frames the frames that come in on the channel
   */
  public FrameIntake(FrameStream frames, SelectableChannel channel, Receiver receiver)
      throws IOException {
    this.frames = frames;
    this.receiver = receiver;
    this.selector = Selector.open();
    try {
      channel.configureBlocking(false);
      Object unused = channel.register(selector, SelectionKey.OP_READ);
    } catch (IOException | RuntimeException e) {
      selector.close();
      throw e;
    }
  }

  /**
   * Receives frames, and sleeps in between, until an exception ends it.
   *
   * @throws java.io.EOFException when the other side is gone
   * @throws FrameException if what arrives is not a frame
   * @throws IOException if the channel fails, or the receiver throws it
   */
  public void serve() throws IOException {
    while (true) {
      reading.lock();
      try {
        rethrow();
        drain();
      } finally {
        reading.unlock();
      }
      int unused = selector.select(NOTICE_MS);
      selector.selectedKeys().clear();
    }
  }

  /**
   * Receives frames on this thread for a short time: until a condition holds, the time is over, or
   * the channel has ended ({@link #serve} reports the end). It polls once even if the time is
   * already over, because this costs nothing.
   *
   * @param untilNs the end of the time, as {@link System#nanoTime()} counts
   * @param enough the condition for stopping
   */
  public void look(long untilNs, BooleanSupplier enough) {
    boolean goesOn = !enough.getAsBoolean();
    while (goesOn) {
      if (reading.tryLock()) {
        try {
          goesOn = met == null;
          if (goesOn) {
            drain();
          }
        } catch (IOException | RuntimeException | Error e) {
          goesOn = false;
          met = e;
          selector.wakeup();
        } finally {
          reading.unlock();
        }
      }
      Thread.onSpinWait();
      goesOn = goesOn && !enough.getAsBoolean() && System.nanoTime() - untilNs < 0;
    }
  }

  private void drain() throws IOException {
    Frame frame = frames.poll();
    while (frame != null) {
      receiver.receive(frame);
      frame = frames.poll();
    }
  }

  private void rethrow() throws IOException {
    switch (met) {
      case null -> {}
      case IOException e -> throw e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> throw new IllegalStateException(met);
    }
  }

  /** Closes the selector. The channel stays open. */
  @Override
  public void close() throws IOException {
    selector.close();
  }
}
