package dev.twinloop.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsTest {
  @Test
  void aFileChangesWhatItNames() {
    Thresholds changed =
        Thresholds.defaults()
            .read(new StringReader("startCost = 250ms\n# a remark\nhighWater=16\ngrow=1.5\n"));
    assertEquals(Duration.ofMillis(250), changed.startCost());
    assertEquals(16, changed.highWater());
    assertEquals(1.5, changed.grow());
    assertEquals(Thresholds.defaults().shrink(), changed.shrink());
  }

  @ParameterizedTest
  @CsvSource({"3s, 3000000000", "1.5ms, 1500000", "80us, 80000", "PT2S, 2000000000"})
  void durationsHaveAUnit(String text, long ns) {
    assertEquals(ns, Thresholds.defaults().with("refresh", text).refresh().toNanos());
  }

  @ParameterizedTest
  @CsvSource({
    "startcost, 3s, startCost",
    "startCost, 3, accepted: Duration",
    "startCost, soon, accepted: Duration",
    "highWater, 1, accepted: 0 to highWater",
    "trials, many, accepted: int",
    "shrink, 0, above 0 to 1",
    "leastFactor, 2, above 0 to 1",
    "mostFactor, 0.5, 1 or more",
    "evaluateEach, 0s, 1 ms or more",
    "hysteresis, -1, 0 or more"
  })
  void whatIsRefusedIsNamed(String name, String value, String said) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Thresholds.defaults().with(name, value));
    assertTrue(("" + e.getMessage()).contains(said), e.getMessage());
  }
}
