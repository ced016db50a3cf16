package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.Slicing;
import org.junit.jupiter.api.Test;

class SliceSizesTest {
  private static final int UNIT = 1 << 22;
  private static final Slicing UNITS = new Slicing(1 << 24, false, 64).inUnitsOf(UNIT);
  private static final Slicing WHOLE = new Slicing(1 << 24, false, 32).inFewSlices();

  @Test
  void aProgramThatWantsFewSlicesGetsOneForEachAccelerator() {
    assertEquals(new SliceSizes(1 << 16, 1 << 22, 1, false), whole(1 << 22, 1));
    assertEquals(1 << 21, whole(1 << 22, 2).acceleratorItems());
    assertEquals(1 << 18, whole(1 << 19, 4).acceleratorItems());
    assertEquals(1000, whole(1000, 2).acceleratorItems());
    assertEquals(1 << 24, whole(1L << 26, 2).acceleratorItems());
  }

  /** The first MSM of 2^18 points was cut into four on 16 cores: 4.5 times what one slice takes. */
  @Test
  void manyCoresTakeMoreOfSuchAProgramWhileAnAcceleratorMayComeToTakeOver() {
    assertEquals(1 << 16, SliceSizes.whileWaiting(2));
    assertEquals(1 << 18, SliceSizes.whileWaiting(16));
    assertEquals(1 << 18, SliceSizes.whileWaiting(31));
    assertEquals(1 << 24, SliceSizes.whileWaiting(1 << 20));
  }

  private static SliceSizes whole(long items, int accelerators) {
    return SliceSizes.of(SchedulerConfig.defaults().slicing(), WHOLE, items, accelerators);
  }

  @Test
  void aUnitLargerThanASliceShouldBeIsKeptWhole() {
    SliceSizes sizes = SliceSizes.of(SchedulerConfig.defaults().slicing(), UNITS, UNIT, 1);
    assertEquals(new SliceSizes(UNIT, UNIT, UNIT, false), sizes);
    SliceSizes chosen = SliceSizes.of(new Cutting(1000, 48 << 20, 4 << 20), UNITS, 3L * UNIT, 1);
    assertEquals(new SliceSizes(UNIT, UNIT, UNIT, true), chosen);
  }

  @Test
  void smallUnitsChangeNothing() {
    SliceSizes sizes = SliceSizes.of(SchedulerConfig.defaults().slicing(), UNITS, 8L * UNIT, 1);
    SliceSizes without =
        SliceSizes.of(
            SchedulerConfig.defaults().slicing(),
            new Slicing(1 << 24, false, 64).inUnitsOf(4),
            1 << 20,
            1);
    assertEquals(UNIT, sizes.acceleratorItems());
    assertEquals(1 << 19, without.acceleratorItems());
  }
}
