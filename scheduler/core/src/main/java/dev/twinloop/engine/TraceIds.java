package dev.twinloop.engine;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Makes trace ids. They are unique for all practical purposes, and they are not secret. */
public final class TraceIds {
  private TraceIds() {}

  /** A new id of 16 hex digits. */
  public static String next() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /**
   * A new {@code traceparent} in the form of W3C Trace Context, with an id of 32 hex digits, for
   * several tasks with the same trace id.
   */
  public static String parent() {
    return "00-" + next() + next() + "-0000000000000001-00";
  }
}
