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

  /** Each takes a minute; fifty is what a release is tried with. */
  private static final String ROUNDS = System.getProperty("drill.rounds", "3");

  /** Others are rehearsed by the tests of bench. */
  @Test
  void aWorkerThatIsKilledIsNoticedAndUsedAgain() {
    Run run = Run.of("drill", PATIENT, UNHURRIED, "kill");
    assertEquals(0, run.status(), run.out() + run.err());
    assertEquals(1, run.out().lines().filter(line -> line.endsWith(" ok")).count(), run.out());
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
  void everyFailureManyTimes() {
    Run run = Run.of("drill", PATIENT, UNHURRIED, "--rounds", ROUNDS);
    assertEquals(0, run.status(), run.out() + run.err());
  }
}
