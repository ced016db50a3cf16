package dev.twinloop.engine;

import org.jspecify.annotations.Nullable;

/**
 * A device could not do its work. The message says what happened, with which values, and what to
 * do. There is one subclass for each {@link Code}.
 */
public abstract sealed class DeviceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** The kinds of failure; also the code that a worker sends. */
  public enum Code {
    UNAVAILABLE,
    COMPILATION,
    LAUNCH,
    OUT_OF_MEMORY,
    TIMEOUT,
    MISMATCH;

    /** The exception of this kind. */
    public DeviceException exception(String message, @Nullable Throwable cause) {
      return switch (this) {
        case UNAVAILABLE -> new Unavailable(message, cause);
        case COMPILATION -> new Compilation(message, cause);
        case LAUNCH -> new Launch(message, cause);
        case OUT_OF_MEMORY -> new OutOfMemory(message, cause);
        case TIMEOUT -> new Timeout(message, cause);
        case MISMATCH -> new Mismatch(message, cause);
      };
    }

    /** The exception of this kind, with no cause. */
    public DeviceException exception(String message) {
      return exception(message, null);
    }

    /** The exception of this kind, for a failure that {@link DeviceException#mayPass may pass}. */
    public DeviceException passing(String message, @Nullable Throwable cause) {
      DeviceException exception = exception(message, cause);
      exception.passes = true;
      return exception;
    }
  }

  private final Code code;
  private boolean passes;

  private DeviceException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The kind of failure. */
  public Code code() {
    return code;
  }

  /**
   * Whether the same request may succeed a moment later. True if the cause is unknown: no answer
   * came in time, memory was short, or a process could not be started or died without a message, as
   * happens on a crowded machine. False if the device or its worker said what is wrong.
   */
  public boolean mayPass() {
    return passes || code == Code.TIMEOUT || code == Code.OUT_OF_MEMORY;
  }

  /** There is no such device, it cannot be started, or its process is gone. */
  public static final class Unavailable extends DeviceException {
    private static final long serialVersionUID = 1;

    private Unavailable(String message, @Nullable Throwable cause) {
      super(Code.UNAVAILABLE, message, cause);
    }
  }

  /** A kernel was refused by TornadoVM or by the device compiler. */
  public static final class Compilation extends DeviceException {
    private static final long serialVersionUID = 1;

    private Compilation(String message, @Nullable Throwable cause) {
      super(Code.COMPILATION, message, cause);
    }
  }

  /** A kernel did not run, or not all of it: a receipt is missing. */
  public static final class Launch extends DeviceException {
    private static final long serialVersionUID = 1;

    private Launch(String message, @Nullable Throwable cause) {
      super(Code.LAUNCH, message, cause);
    }
  }

  /** There was not enough device memory or shared memory. */
  public static final class OutOfMemory extends DeviceException {
    private static final long serialVersionUID = 1;

    private OutOfMemory(String message, @Nullable Throwable cause) {
      super(Code.OUT_OF_MEMORY, message, cause);
    }
  }

  /** No answer within the time allowed. */
  public static final class Timeout extends DeviceException {
    private static final long serialVersionUID = 1;

    private Timeout(String message, @Nullable Throwable cause) {
      super(Code.TIMEOUT, message, cause);
    }
  }

  /** The device's answer differs from the recomputed one. */
  public static final class Mismatch extends DeviceException {
    private static final long serialVersionUID = 1;

    private Mismatch(String message, @Nullable Throwable cause) {
      super(Code.MISMATCH, message, cause);
    }
  }
}
