package dev.twinloop.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException.Code;
import dev.twinloop.scheduler.DeviceHealth.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeviceHealthTest {
  private Instant now = Instant.EPOCH;
  private final DeviceHealth health =
      new DeviceHealth(
          new SchedulerConfig.HealthPolicy(10, 0.2, 2, Duration.ofSeconds(30)), () -> now);

  @Test
  void aDeadWorkerIsUnhealthyAtOnceAndOnTrialAfterTheCoolDown() {
    assertTrue(health.failed(Code.UNAVAILABLE));
    assertEquals(State.UNHEALTHY, health.state());
    now = now.plusSeconds(29);
    assertEquals(State.UNHEALTHY, health.state());
    now = now.plusSeconds(1);
    assertEquals(State.ON_TRIAL, health.state());
    health.readmitted();
    assertEquals(State.HEALTHY, health.state());
  }

  @Test
  void aFailedTrialStartsANewCoolDown() {
    health.failed(Code.TIMEOUT);
    now = now.plusSeconds(30);
    assertEquals(State.ON_TRIAL, health.state());
    assertTrue(health.failed(Code.UNAVAILABLE));
    assertEquals(State.UNHEALTHY, health.state());
  }

  @Test
  void oneWrongAnswerIsForgivenTwoInARowAreNot() {
    assertFalse(health.failed(Code.MISMATCH));
    health.succeeded();
    assertFalse(health.failed(Code.MISMATCH));
    assertEquals(State.HEALTHY, health.state());
    assertTrue(health.failed(Code.MISMATCH));
    assertFalse(health.failed(Code.MISMATCH), "already unhealthy");
  }

  @Test
  void launchFailuresCountByTheirShareOfTheWindow() {
    assertFalse(health.failed(Code.LAUNCH));
    assertFalse(health.failed(Code.OUT_OF_MEMORY));
    for (int i = 0; i < 10; i++) {
      health.succeeded();
    }
    assertFalse(health.failed(Code.LAUNCH));
    assertFalse(health.failed(Code.LAUNCH));
    assertTrue(health.failed(Code.LAUNCH));
  }

  @Test
  void anyFailureOfATrialEndsIt() {
    health.failed(Code.TIMEOUT);
    now = now.plusSeconds(30);
    assertEquals(State.ON_TRIAL, health.state());
    assertTrue(health.failed(Code.LAUNCH));
    assertEquals(State.UNHEALTHY, health.state());
  }

  @Test
  void aRefusedKernelAloneDoesNotShutTheDeviceOut() {
    assertFalse(health.failed(Code.COMPILATION));
    assertEquals(State.HEALTHY, health.state());
  }
}
