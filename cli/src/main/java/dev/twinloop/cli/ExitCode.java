package dev.twinloop.cli;

/** What the exit status says. */
public final class ExitCode {
  /** All went well. */
  public static final int OK = 0;

  /** Something failed: an input could not be read, a checksum did not match. */
  public static final int FAILED = 1;

  /** The command line was not understood. */
  public static final int USAGE = 2;

  /** A device that was required is not there. */
  public static final int DEVICE_MISSING = 3;

  /** Two computations of the same thing differ. */
  public static final int DIFFERED = 4;

  private ExitCode() {}
}
