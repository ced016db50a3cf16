package dev.twinloop.cli;

import dev.twinloop.cli.daemon.VisitRehearsal;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What the JVM watches to make its cache of classes ({@code -XX:AOTCacheOutput}): commands whose
 * start should be short, on small inputs. The launcher starts it once for each build.
 */
final class Rehearsal {
  /** Published: RFC 6979, A.2.5, the message "sample". */
  private static final String SIGNATURE =
      """
      {"id":1,"hash":"af2bdbe1aa9b6ec1e2ade1d694f41fc71a831d0268e9891562113d8a62add1bf",\
      "pub":"0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6\
      7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299",\
      "sig":"efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716\
      f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8","format":"p1363"}
      """;

  private Rehearsal() {}

  /**
   * Runs the commands; what they print goes nowhere.
   *
   * @param args {@code plain} (what {@link Plain} understands) or {@code all}; a file of a few
   *     kilobytes
   */
  public static void main(String[] args) throws Exception {
    String file = args[1];
    run("", "--version");
    run("", "hash", file);
    if (args[0].equals("plain")) {
      return;
    }
    run("", "hash", "--records", "64", file);
    run("", "merkle", "--leaves", file);
    run(SIGNATURE, "ecdsa", "verify", "--curve", "p256", "-");
    run("", "help");
    String[] visit = {"hash", "--records", "64", file};
    require(VisitRehearsal.run(io(""), visit), visit);
  }

  private static void run(String input, String... args) {
    require(Main.run(io(input), args), args);
  }

  private static Io io(String input) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    return new Io(
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        nowhere,
        new PrintStream(nowhere, true, StandardCharsets.UTF_8),
        false);
  }

  private static void require(int status, String... args) {
    if (status != ExitCode.OK) {
      throw new IllegalStateException(
          "rehearsal: " + String.join(" ", args) + ": status=" + status);
    }
  }
}
