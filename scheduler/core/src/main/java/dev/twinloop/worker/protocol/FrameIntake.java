package dev.twinloop.worker.protocol;

import java.io.IOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Hands the frames of a channel to a receiver. One thread sleeps until frames come ({@link
 * #serve}). A thread that would have to wait for a frame can look for it itself ({@link #look}):
 * then nobody has to be woken, which takes longer than a small run.
 *
 * <pre>
 *   serve   ──▶ asleep ──▶ takes what is there ──▶ receiver
 *   look    ──▶ takes what is there, again and again, for a moment ──▶ receiver
 * </pre>
 *
 * <p>The receiver is called by one thread at a time. Thread-safe.
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

  /** What is done with a frame. */
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
   * Over a channel, which does not block from now on.
   *
   * @param frames whose frames come in on the channel
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
   * Receives frames on this thread, for a moment: until a condition holds, the time is over, or the
   * channel has ended, of which {@link #serve} tells. Looks once even if the time is over: what is
   * there costs nothing to take.
   *
   * @param untilNs of {@link System#nanoTime()}
   * @param enough whether to stop
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

  /** Frees what the sleeping needs; the channel stays open. */
  @Override
  public void close() throws IOException {
    selector.close();
  }
}
