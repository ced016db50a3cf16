package dev.twinloop.engine;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Makes trace ids, unique for all practical purposes, no secret. */
public final class TraceIds {
  private TraceIds() {}

  /** A new id of 16 hex digits. */
  public static String next() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  /**
   * A new {@code traceparent} as of W3C Trace Context, with an id of 32 hex digits, for tasks that
   * share it.
   */
  public static String parent() {
    return "00-" + next() + next() + "-0000000000000001-00";
  }
}
