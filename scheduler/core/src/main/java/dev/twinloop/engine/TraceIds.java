package dev.twinloop.engine;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Makes trace ids: 16 hex digits, unique for all practical purposes, no secret. */
public final class TraceIds {
  private TraceIds() {}

  /** A new id. */
  public static String next() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
