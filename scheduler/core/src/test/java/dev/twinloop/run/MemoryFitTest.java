package dev.twinloop.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.TaskResult;
import dev.twinloop.policy.Strategy;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.toy.Adding;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.ToyCpuProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A slice of {@link Adding} takes 12 bytes an item of its capacity class. */
class MemoryFitTest {
  private static final Adding ADDING = new Adding(List.of("table"), _ -> {}, _ -> {});

  @Test
  void whatFitsIsNotCut() {
    assertEquals(1024, fitting(1024, 1 << 14, 2));
    assertEquals(1000, fitting(1000, 1 << 14, 2));
  }

  @Test
  void whatDoesNotFitIsCutSoThatAllSlicesAtATimeFit() {
    assertEquals(512, fitting(1024, 1 << 13, 1));
    assertEquals(256, fitting(1024, 1 << 13, 2));
  }

  @Test
  void slicesAreOfOneSize() {
    assertEquals(500, fitting(1000, 1 << 13, 1));
    assertEquals(250, fitting(1000, 1 << 13, 2));
  }

  @Test
  void aSixteenthOfTheMemoryIsTheDrivers() {
    assertEquals(1024, fitting(1024, 12 * 1024 * 16 / 15 + 1, 1));
    assertEquals(512, fitting(1024, 12 * 1024 + 100, 1));
  }

  @Test
  void whereNothingFitsTheWantedSliceIsTriedAndFailsWithItsFigures() {
    assertEquals(1024, fitting(1024, 10, 1));
  }

  @Test
  void programsWhoseSlicesAreCutByBytesAreLeftAlone() {
    BoundProgram<?> doubling = Doubling.ofRange(1024).program();
    assertEquals(1024, new MemoryFit().items(doubling, 1024, 1024, device(10), 2));
  }

  @Test
  void aTaskThatDoesNotFitIsComputedInSlicesThatDo() {
    SchedulerConfig config = SchedulerConfig.defaults().withStrategy(Strategy.CPU_ONLY);
    ToyCpuProvider small = new ToyCpuProvider(0, 1 << 13); // two slices at a time
    try (HybridScheduler scheduler = HybridScheduler.open(config, List.of(small))) {
      TaskResult<int[]> result = scheduler.submit(ADDING).await();
      assertArrayEquals(ADDING.expected(), result.value());
      assertEquals(4, result.report().slices().size());
    }
  }

  private static int fitting(int items, long memoryBytes, int slots) {
    return new MemoryFit().items(ADDING.program(), items, items, device(memoryBytes), slots);
  }

  private static HardwareCaps device(long memoryBytes) {
    return new HardwareCaps("cpu", "toy", EngineType.CPU, Backend.JVM, false, memoryBytes, 1, "1");
  }
}
