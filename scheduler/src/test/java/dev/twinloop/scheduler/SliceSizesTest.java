package dev.twinloop.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.task.Slicing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SliceSizesTest {
  private static final int UNIT = 1 << 22;
  private static final Slicing UNITS = new Slicing(1 << 24, false, 64).inUnitsOf(UNIT);

  @Test
  void aUnitLargerThanASliceShouldBeIsKeptWhole() {
    SliceSizes sizes = SliceSizes.of(SchedulerConfig.defaults().slicing(), UNITS, UNIT);
    assertEquals(new SliceSizes(UNIT, UNIT, UNIT), sizes);
    SliceSizes chosen =
        SliceSizes.of(
            new SchedulerConfig.Cutting(1000, 48 << 20, 4 << 20, 1, Duration.ofSeconds(1)),
            UNITS,
            3L * UNIT);
    assertEquals(new SliceSizes(UNIT, UNIT, UNIT), chosen);
  }

  @Test
  void smallUnitsChangeNothing() {
    SliceSizes sizes = SliceSizes.of(SchedulerConfig.defaults().slicing(), UNITS, 8L * UNIT);
    SliceSizes without =
        SliceSizes.of(
            SchedulerConfig.defaults().slicing(),
            new Slicing(1 << 24, false, 64).inUnitsOf(4),
            1 << 20);
    assertEquals(UNIT, sizes.acceleratorItems());
    assertEquals(1 << 19, without.acceleratorItems());
  }
}
