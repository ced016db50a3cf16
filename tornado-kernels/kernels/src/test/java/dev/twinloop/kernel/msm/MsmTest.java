package dev.twinloop.kernel.msm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.group.Group;
import dev.twinloop.kernel.group.Groups;
import dev.twinloop.kernel.group.Point;
import dev.twinloop.task.Slice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class MsmTest {
  private static final Group GROUP = Groups.BN254;

  @Test
  void countsItemsVectorAfterVector() {
    Bases bases = SquareBases.of(GROUP, 5, Arena.ofAuto());
    Msm one = Msm.of(bases, MemorySegment.ofArray(new byte[5 * 32]));
    Msm three = new Msm(bases, MemorySegment.ofArray(new byte[3 * 5 * 32]), 3);
    assertEquals("msm", one.type().name());
    assertEquals(5, one.items());
    assertEquals(15, three.items());
  }

  @Test
  void refusesScalarsOfAnotherLength() {
    Bases bases = SquareBases.of(GROUP, 5, Arena.ofAuto());
    for (int bytes : new int[] {0, 159, 161, 320}) {
      MemorySegment scalars = MemorySegment.ofArray(new byte[bytes]);
      var e = assertThrows(IllegalArgumentException.class, () -> Msm.of(bases, scalars));
      assertTrue(
          ("" + e.getMessage()).startsWith("msm: " + bytes + " bytes of scalars, vectors=1"),
          e.getMessage());
    }
    MemorySegment scalars = MemorySegment.ofArray(new byte[160]);
    assertThrows(IllegalArgumentException.class, () -> new Msm(bases, scalars, 0));
    try (Arena confined = Arena.ofConfined()) {
      MemorySegment memory = confined.allocate(160);
      assertThrows(IllegalArgumentException.class, () -> Msm.of(bases, memory));
    }
  }

  @Test
  void aSliceThatRunsAgainReplacesWhatItPut() {
    Point g = GROUP.generator();
    MsmSums sums = MsmSums.allocate(GROUP, 2);
    assertTrue(sums.get(1).isInfinity());
    Slice first = new Slice(0, 10);
    Slice second = new Slice(10, 15);
    sums.put(0, first, g.plus(g));
    sums.put(0, second, g);
    sums.put(0, first, g);
    sums.put(1, second, g);
    assertEquals(g.plus(g), sums.get(0));
    assertEquals(g, sums.all().get(1));
    assertEquals(g, sums.part(0, first));
    assertEquals(2, sums.vectors());
    assertEquals(GROUP, sums.group());
    assertThrows(IndexOutOfBoundsException.class, () -> sums.get(2));
  }
}
