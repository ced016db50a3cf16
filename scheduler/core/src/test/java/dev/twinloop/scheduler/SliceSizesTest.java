package dev.twinloop.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.task.Slicing;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class SliceSizesTest {
  private static final int UNIT = 1 << 22;
  private static final Slicing UNITS = new Slicing(1 << 24, false, 64).inUnitsOf(UNIT);

  private static final SliceSizes.Fleet ONE = SliceSizes.Fleet.ONE;
  private static final Slicing WHOLE = new Slicing(1 << 24, false, 32).inFewSlices();

  @Test
  void aProgramThatWantsFewSlicesGetsOneForEachAccelerator() {
    assertEquals(new SliceSizes(1 << 22, 1 << 22, 1), whole(1 << 22, ONE));
    assertEquals(1 << 21, whole(1 << 22, fleet(2, 0, 0)).acceleratorItems());
    assertEquals(1 << 18, whole(1 << 19, fleet(4, 0, 0)).acceleratorItems());
    assertEquals(1000, whole(1000, fleet(2, 0, 0)).acceleratorItems());
    assertEquals(1 << 24, whole(1L << 26, fleet(2, 0, 0)).acceleratorItems());
  }

  @Test
  void theCpuTriesSuchAProgramThenGetsWhatItCanFinishInTime() {
    assertEquals(1 << 12, whole(1 << 22, fleet(1, 0, 0)).cpuItems());
    assertEquals(1 << 21, whole(1 << 22, fleet(1, 10, 10)).cpuItems());
    assertEquals((1 << 22) / 5, whole(1 << 22, fleet(2, 20, 10)).cpuItems());
    assertEquals(0, whole(1 << 20, fleet(1, 50_000, 10)).cpuItems());
  }

  @Test
  void theCpuDoesNotTakeAllWhileAnAcceleratorMayTakeOver() {
    SliceSizes.Fleet waiting = new SliceSizes.Fleet(1, false, true, known(0), known(0));
    assertEquals(new SliceSizes(1 << 16, 1 << 22, 1), whole(1 << 22, waiting));
    assertEquals(300, whole(300, waiting).cpuItems());
  }

  private static SliceSizes whole(long items, SliceSizes.Fleet fleet) {
    return SliceSizes.of(SchedulerConfig.defaults().slicing(), WHOLE, items, fleet);
  }

  private static SliceSizes.Fleet fleet(int accelerators, double cpuNs, double acceleratorNs) {
    return new SliceSizes.Fleet(accelerators, true, false, known(cpuNs), known(acceleratorNs));
  }

  private static OptionalDouble known(double ns) {
    return ns == 0 ? OptionalDouble.empty() : OptionalDouble.of(ns);
  }

  @Test
  void aUnitLargerThanASliceShouldBeIsKeptWhole() {
    SliceSizes sizes = SliceSizes.of(SchedulerConfig.defaults().slicing(), UNITS, UNIT, ONE);
    assertEquals(new SliceSizes(UNIT, UNIT, UNIT), sizes);
    SliceSizes chosen =
        SliceSizes.of(
            new SchedulerConfig.Cutting(1000, 48 << 20, 4 << 20, 1, Duration.ofSeconds(1)),
            UNITS,
            3L * UNIT,
            ONE);
    assertEquals(new SliceSizes(UNIT, UNIT, UNIT), chosen);
  }

  @Test
  void smallUnitsChangeNothing() {
    SliceSizes sizes = SliceSizes.of(SchedulerConfig.defaults().slicing(), UNITS, 8L * UNIT, ONE);
    SliceSizes without =
        SliceSizes.of(
            SchedulerConfig.defaults().slicing(),
            new Slicing(1 << 24, false, 64).inUnitsOf(4),
            1 << 20,
            ONE);
    assertEquals(UNIT, sizes.acceleratorItems());
    assertEquals(1 << 19, without.acceleratorItems());
  }
}
