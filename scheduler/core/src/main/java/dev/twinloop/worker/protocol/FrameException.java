package dev.twinloop.worker.protocol;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that arrived are not a frame, or not a frame that may come now. The other side cannot
 * be trusted.
 */
public final class FrameException extends IOException {
  private static final long serialVersionUID = 1;

  /** The message says what is wrong, with the values. */
  public FrameException(@Nullable String message) {
    super(message);
  }

  FrameException(@Nullable String message, Throwable cause) {
    super(message, cause);
  }
}
