package dev.twinloop.kernel.multiples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.kernel.SequentialRun;
import dev.twinloop.kernel.edwards.EdwardsPoint;
import dev.twinloop.task.CheckOutcome;
import dev.twinloop.task.Sampler;
import dev.twinloop.task.Slice;
import dev.twinloop.task.Task;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EdwardsMultiplesTest extends EdwardsMultiplesContract {
  @Override
  protected <R> R run(Task<R> task) {
    return SequentialRun.run(task, 64);
  }

  @Test
  void aWrongProductIsFound() {
    EdwardsMultiples task =
        EdwardsMultiples.of(Factor.EIGHTH, MemorySegment.ofArray(EdwardsPoint.BASE.encode()));
    Multiples result = run(task);
    Sampler all = Sampler.exact(new Random(1), 1, 1);
    assertEquals(new CheckOutcome.Passed(1), task.program().check(new Slice(0, 1), result, all));
    result
        .images()
        .set(ValueLayout.JAVA_BYTE, 63, (byte) ~result.images().get(ValueLayout.JAVA_BYTE, 63));
    CheckOutcome outcome =
        task.program().check(new Slice(0, 1), result, Sampler.exact(new Random(1), 1, 1));
    assertInstanceOf(CheckOutcome.Mismatch.class, outcome);
  }

  @Test
  void badInputIsRefused() {
    MemorySegment memory = MemorySegment.ofArray(new byte[95]);
    String message =
        ""
            + assertThrows(
                    IllegalArgumentException.class,
                    () -> new EdwardsMultiples(Factor.ONE, memory, 3))
                .getMessage();
    assertTrue(message.contains("count=3, 95 bytes"), message);
    assertThrows(IllegalArgumentException.class, () -> new EdwardsMultiples(Factor.ONE, memory, 0));
  }
}
