package dev.twinloop.cli.lines;

import dev.twinloop.cli.json.JsonText;
import java.nio.charset.StandardCharsets;

/** What stands behind the id of an answer. */
public final class Answer {
  private static final byte[] VALID = ",\"valid\":true".getBytes(StandardCharsets.US_ASCII);

  private Answer() {}

  /** Valid. */
  public static byte[] valid() {
    return VALID.clone();
  }

  /** Not valid, and why. */
  public static byte[] invalid(String reason) {
    return (",\"valid\":false,\"reason\":" + JsonText.quote(reason))
        .getBytes(StandardCharsets.UTF_8);
  }
}
