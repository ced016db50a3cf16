package dev.twinloop.bench;

import dev.twinloop.bench.report.Way;

/**
 * How fast the machine is right now: the JDK's SHA-256, which no build of ours changes, before and
 * after all other rows. A comparison of two reports needs to know.
 */
final class Pace {
  private static final int MESSAGES = 1 << 14;
  private static final int LENGTH = 64;

  private final byte[] messages = new byte[MESSAGES * LENGTH];
  private final byte[] digests = new byte[MESSAGES * 32];

  /** Measures. */
  void measure(BenchSession session, String when) {
    session.figures().work("pace of the machine, " + when);
    session.plan().progress().accept("pace of the machine");
    for (int cores : session.plan().coreCounts()) {
      session
          .figures()
          .add(
              Way.library("JDK's SHA-256", cores, ""),
              MESSAGES,
              Spread.measure(
                  session.plan(), () -> JdkSha256.hash(messages, LENGTH, digests, cores)));
    }
  }
}
