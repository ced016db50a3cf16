package demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.engine.KnownAnswer;
import dev.twinloop.rules.KernelRules;
import dev.twinloop.scheduler.HybridScheduler;
import dev.twinloop.scheduler.SchedulerConfig;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CollatzTest {
  private static final int NUMBERS = 1000;

  private final Collatz task = new Collatz(LongStream.rangeClosed(1, NUMBERS).toArray());

  @Test
  void aTaskOfOnesOwnRuns() {
    try (CpuEngine engine = new CpuEngine(2)) {
      int[] steps = engine.submit(task).await().value();
      assertArrayEquals(new int[] {0, 1, 7, 2, 5, 8}, Arrays.copyOf(steps, 6));
      assertEquals(178, steps[870]);
    }
  }

  @Test
  void itTravelsToAWorker() {
    SchedulerConfig config = SchedulerConfig.defaults().withDevice("cpu-worker").withSampleRate(1);
    try (HybridScheduler scheduler = HybridScheduler.open(config)) {
      var result = scheduler.submit(task).await();
      assertEquals(178, result.value()[870]);
      assertEquals(Map.of("cpu-worker", (long) NUMBERS), result.report().itemsByDevice());
    }
  }

  @Test
  void oneWrongItemIsFound() {
    try (CpuEngine engine = new CpuEngine(1)) {
      int[] steps = engine.submit(task).await().value();
      assertEquals(new CheckOutcome.Passed(NUMBERS), check(steps));
      steps[17]++;
      var wrong = assertInstanceOf(CheckOutcome.Mismatch.class, check(steps));
      assertEquals(17, wrong.item());
      assertEquals("expected=20, actual=21", wrong.detail());
    }
  }

  /** TornadoVM compiles some Java wrongly, in silence; this finds it in the bytecode. */
  @Test
  void theKernelKeepsTheRules() throws IOException {
    KernelRules.check(Collatz.class).assertKept();
  }

  @Test
  void theKnownAnswersAreRight() {
    try (CpuEngine engine = new CpuEngine(1)) {
      for (KnownAnswer<?> answer : new CollatzAnswers().all()) {
        assertEquals(Optional.empty(), answer.problemOn(engine));
      }
    }
  }

  @Test
  void badInputIsRefusedWhereItIsMade() {
    var refused = assertThrows(IllegalArgumentException.class, () -> new Collatz(new long[] {1, 0}));
    assertEquals("number 1: value=0, accepted: 1 to 4294967296", refused.getMessage());
  }

  private CheckOutcome check(int[] steps) {
    Sampler all = Sampler.exact(new Random(1), NUMBERS, 1);
    return task.program().check(new Slice(0, NUMBERS), steps, all);
  }
}
