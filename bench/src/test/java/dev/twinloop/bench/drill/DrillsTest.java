package dev.twinloop.bench.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.scheduler.SchedulerConfig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Failures of a live worker under load, on the CPU's stand-in for a card. */
class DrillsTest {
  /** No verdict hangs on a busy machine. */
  private static final Duration PATIENT = Duration.ofHours(1);

  private static Drills.Plan plan(List<Failure> failures) {
    return new Drills.Plan(
        SchedulerConfig.defaults().withDevice("cpu-worker"),
        failures,
        1,
        PATIENT,
        PATIENT,
        _ -> {});
  }

  private static void rehearse(List<Failure> failures) throws Exception {
    Drills.Outcome outcome = Drills.run(plan(failures));
    assertEquals(failures, outcome.failures().stream().map(Drills.Rehearsed::failure).toList());
    for (Drills.Rehearsed one : outcome.failures()) {
      assertTrue(one.survived(), one.toString());
    }
    assertTrue(outcome.passed(), outcome.table().rows().toString());
  }

  /** One failure of each kind; a worker's own tests have the others one by one. */
  @Test
  void nothingIsLostAndNothingWrongWhileAWorkerFails() throws Exception {
    rehearse(
        List.of(Failure.KILL, Failure.KILLED_DISCOVERY, Failure.CLOCK_JUMP, Failure.PARENT_KILLED));
  }

  /** What was lost or wrong counts for the failure during which it was. */
  @Test
  void failuresInTurnOnOneSchedulerHaveARowEach() throws Exception {
    List<Failure> failures = List.of(Failure.ONE_BIT, Failure.CLOSED_PIPE);
    Drills.Outcome outcome = Drills.runTogether(plan(failures));
    assertEquals(failures, outcome.failures().stream().map(Drills.Rehearsed::failure).toList());
    assertTrue(outcome.passed(), outcome.table().rows().toString());
  }

  @Test
  void aFailureOfTheCallerIsNotRehearsedTogetherWithOthers() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Drills.runTogether(plan(List.of(Failure.KILL, Failure.PARENT_KILLED))));
    assertTrue(String.valueOf(e.getMessage()).contains("PARENT_KILLED"), e.getMessage());
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void everyFailure(Failure failure) throws Exception {
    rehearse(List.of(failure));
  }

  @Test
  void onlyWhatLivesInAWorkerIsMadeToFail() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new Drills.Plan(
                    SchedulerConfig.defaults(),
                    List.of(Failure.KILL),
                    1,
                    PATIENT,
                    PATIENT,
                    _ -> {}));
    assertTrue(String.valueOf(e.getMessage()).contains("lives in a worker"), e.getMessage());
  }
}
