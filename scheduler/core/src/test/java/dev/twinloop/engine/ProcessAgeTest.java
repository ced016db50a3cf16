package dev.twinloop.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Times since the start of a process were up to a second too long. */
class ProcessAgeTest {
  private static final String STAT =
      "4711 (a (b) c d) S 1 1 1 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 1 0 123456 0 0 18446744073709551615";

  @Test
  void anAgeIsCountedFromTheSameClockAsTheStart() {
    assertEquals(OptionalLong.of(440), ProcessAge.ms("1235.00 4321.00\n", STAT));
    assertEquals(OptionalLong.of(0), ProcessAge.ms("1234.50 4321.00\n", STAT));
  }

  @Test
  void whatCannotBeReadIsNoAge() {
    assertEquals(OptionalLong.empty(), ProcessAge.ms("", STAT));
    assertEquals(OptionalLong.empty(), ProcessAge.ms("1235.00 1\n", "4711 (a) S 1"));
    assertEquals(0, ProcessAge.ms(Long.MAX_VALUE));
  }

  @Test
  void thisProcessGrowsOlder() {
    long pid = ProcessHandle.current().pid();
    long before = ProcessAge.ms(pid);
    assertTrue(before > 0, "age: " + before);
    long end = System.nanoTime() + 30_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertTrue(ProcessAge.ms(pid) >= before + 20);
  }
}
