package dev.twinloop.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SlicingTest {
  @Test
  void slicesAreNeverSmallerThanAUnit() {
    Slicing slicing = new Slicing(1 << 20, false, 64).inUnitsOf(1 << 16);
    assertEquals(1 << 16, Capacity.sliceItems(slicing, 1 << 22, 100));
    assertEquals(1 << 18, Capacity.sliceItems(slicing, 1 << 22, 1 << 18));
    assertEquals(1 << 20, Capacity.sliceItems(slicing, 1 << 22, 1 << 30));
    assertEquals(3 << 16, Capacity.sliceItems(slicing, 3 << 16, 1 << 18), "all in one slice");
    assertEquals(1, new Slicing(8, false, 1).unit());
  }

  @Test
  void refusesUnits() {
    for (int unit : new int[] {0, -4, 3, 16}) {
      assertThrows(IllegalArgumentException.class, () -> new Slicing(8, false, 1).inUnitsOf(unit));
    }
  }
}
