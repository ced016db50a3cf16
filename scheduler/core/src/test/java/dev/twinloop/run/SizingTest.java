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
}
