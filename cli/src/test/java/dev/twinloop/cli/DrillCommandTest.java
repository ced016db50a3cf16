package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Failures of a live worker under load, as the command rehearses them. */
class DrillCommandTest {
  // No verdict hangs on a busy machine.
  private static final String PATIENT = "--patience=3600";
  private static final String UNHURRIED = "--recovery=3600";

  @Test
  void theShortFormLosesNothingAndDeliversNothingWrong() {
    Run run =
        Run.of(
            "drill",
            PATIENT,
            UNHURRIED,
            "kill",
            "wrong-result",
            "one-bit",
            "stale-output",
            "out-of-memory",
            "garbage-frames",
            "closed-pipe",
            "killed-discovery",
            "clock-jump",
            "parent-killed");
    assertEquals(0, run.status(), run.out() + run.err());
    assertEquals(10, run.out().lines().filter(line -> line.endsWith(" ok")).count(), run.out());
    assertTrue(run.out().contains("mismatch"), run.out());
  }

  @Test
  void whatIsNoFailureIsRefused() {
    Run run = Run.of("drill", "earthquake");
    assertEquals(2, run.status());
    assertTrue(run.err().contains("failure=earthquake, accepted: kill, stop"), run.err());
    assertTrue(Run.of("drill", "--device", "cpu", "kill").err().contains("lives in a worker"));
  }

  @Test
  @Tag("slow")
  void everyFailureFiftyTimes() {
    Run run = Run.of("drill", PATIENT, UNHURRIED, "--rounds", "50");
    assertEquals(0, run.status(), run.out() + run.err());
  }
}
