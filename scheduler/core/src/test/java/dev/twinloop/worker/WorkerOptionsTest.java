package dev.twinloop.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits that hold where nothing is said, and the property that multiplies them. */
class WorkerOptionsTest {
  private final String before = System.getProperty(WorkerOptions.PATIENCE, "1");

  @AfterEach
  void restore() {
    System.setProperty(WorkerOptions.PATIENCE, before);
  }

  @Test
  void patienceMultipliesEveryDefaultLimit() {
    System.setProperty(WorkerOptions.PATIENCE, "1");
    WorkerOptions usual = WorkerOptions.defaults();
    assertEquals(Duration.ofMinutes(1), usual.startTimeout());
    assertEquals(Duration.ofMinutes(2), usual.prepareTimeout());
    assertEquals(Duration.ofSeconds(30), usual.runTimeout());
    System.setProperty(WorkerOptions.PATIENCE, "8");
    WorkerOptions patient = WorkerOptions.defaults();
    assertEquals(Duration.ofMinutes(8), patient.startTimeout());
    assertEquals(Duration.ofMinutes(16), patient.prepareTimeout());
    assertEquals(Duration.ofMinutes(4), patient.runTimeout());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1001", "-1", "2.5", "a", "99999999999"})
  void whatIsNoPatienceIsRefused(String text) {
    System.setProperty(WorkerOptions.PATIENCE, text);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, WorkerOptions::defaults);
    assertEquals(
        "-Dtwinloop.patience=" + text + ", accepted: a whole number from 1 to 1000",
        e.getMessage());
  }
}
