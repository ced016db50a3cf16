package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.task.Slicing;
import org.junit.jupiter.api.Test;

class SizingTest {
  @Test
  void theCpuTakesNoSliceOfATreeThatIsLargerThanItsShare() {
    Slicing tree = new Slicing(1 << 20, true, 33);
    assertEquals(1 << 19, Sizing.leastShare(tree, 1 << 19, 1 << 20));
    assertEquals(1000, Sizing.leastShare(tree, 1 << 19, 1000));
  }

  @Test
  void slicesOfAnySizeAreSharedDownToAPartThatIsWorthIt() {
    Slicing records = new Slicing(1 << 20, false, 96).inUnitsOf(16);
    assertEquals(4096, Sizing.leastShare(records, 1 << 19, 1 << 20));
    assertEquals(16, Sizing.leastShare(records, 1 << 19, 100));
  }

  @Test
  void aSliceOnTheCpuIsNoSmallerThanOneByBytesUnlessItsItemsTakeLong() {
    long fourMs = 4_000_000;
    // A signature takes 200 microseconds: 20 of them would share a batch inversion.
    assertEquals(1024, Sizing.measuredItems(1024, 200_000, fourMs));
    // A digest takes 100 ns: what is measured is larger than what bytes say, and holds.
    assertEquals(40_000, Sizing.measuredItems(2048, 100, fourMs));
    // Items of 10 ms: no slice of ten seconds.
    assertEquals(25, Sizing.measuredItems(1024, 10_000_000, fourMs));
  }
}
