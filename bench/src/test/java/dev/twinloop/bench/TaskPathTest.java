package dev.twinloop.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TaskPathTest {
  private final TaskPath path = new TaskPath();
  private int runs;

  private int runsOf(String device, long ns) {
    runs = 0;
    path.warm(
        device,
        () -> {
          runs++;
          return ns;
        });
    return runs;
  }

  /**
   * Fault: the first row of 1,000 signatures was a fifth slower than the row of the same kernels.
   */
  @Test
  void theFirstRowOfADeviceIsAsWarmAsTheOthers() {
    assertEquals(1000, runsOf("cuda:0", 3_400_000));
    assertEquals(0, runsOf("cuda:0", 3_400_000));
    assertEquals(1000, runsOf("cuda:1", 3_400_000));
  }

  @Test
  void longTasksAreNotRepeatedForIt() {
    assertEquals(1, runsOf("cuda:0", 70_000_000));
    assertEquals(400, runsOf("cuda:0", 15_000_000));
  }
}
