package dev.twinloop.worker.protocol;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What arrived is no frame, or not one that may come now: the other side is not to be trusted. */
public final class FrameException extends IOException {
  private static final long serialVersionUID = 1;

  /** What is wrong with it, with the values. */
  public FrameException(@Nullable String message) {
    super(message);
  }

  FrameException(@Nullable String message, Throwable cause) {
    super(message, cause);
  }
}
