package dev.twinloop.cpu.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.twinloop.cpu.CpuEngine;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CollatzTest {
  @Test
  void aTaskOfOnesOwnRuns() {
    try (CpuEngine engine = new CpuEngine(2)) {
      Collatz task =
          new Collatz(MemorySegment.ofArray(LongStream.rangeClosed(1, 1000).toArray()), 120);
      int[] steps = engine.submit(task).await().value();
      assertArrayEquals(new int[] {0, 1, 7, 2, 5, 8}, Arrays.copyOf(steps, 6));
      assertEquals(-1, steps[870]);
      Slice all = new Slice(0, 1000);
      CheckOutcome right = task.program().check(all, steps, Sampler.exact(new Random(1), 1000, 1));
      assertEquals(new CheckOutcome.Passed(1000), right);
      steps[17]++;
      CheckOutcome wrong = task.program().check(all, steps, Sampler.exact(new Random(1), 1000, 1));
      assertEquals(17, assertInstanceOf(CheckOutcome.Mismatch.class, wrong).item());
    }
  }
}
