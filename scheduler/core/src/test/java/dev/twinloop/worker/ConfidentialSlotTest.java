package dev.twinloop.worker;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.SliceRunner;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Slice;
import dev.twinloop.toy.Doubling;
import dev.twinloop.toy.DoublingProgram;
import dev.twinloop.toy.ToyWorkerProvider;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What shared memory holds of a secret once a slice's run has returned. */
class ConfidentialSlotTest {
  private static final int COUNT = 1000;

  private static long wordsLeft(Buffers buffers) {
    return buffers.layout().regions().keySet().stream()
        .map(buffers::payload)
        .mapToLong(ConfidentialSlotTest::words)
        .sum();
  }

  private static long words(MemorySegment payload) {
    return java.util.Arrays.stream(payload.toArray(ValueLayout.JAVA_INT))
        .filter(word -> word != 0)
        .count();
  }

  /** The number of words that are not zero after a run. */
  private static long leftAfterARun(boolean confidential) {
    WorkerOptions options = WorkerOptions.defaults().withConfidential(confidential);
    try (WorkerEngine engine = WorkerEngine.start(new ToyWorkerProvider(), "toy:0", options);
        Slot slot = engine.openSlot(new DoublingProgram(false), 1024)) {
      Doubling task = Doubling.ofRange(COUNT);
      int[] result = new int[COUNT];
      var unused = SliceRunner.run(slot, task.program(), new Slice(0, COUNT), result, 0);
      assertArrayEquals(task.expected(), result);
      return wordsLeft(slot.buffers());
    }
  }

  @Test
  void aConfidentialRunLeavesNothingWhenItReturns() {
    assertEquals(0, leftAfterARun(true));
    assertEquals(List.of(true), List.of(leftAfterARun(false) > COUNT), "others are wiped later");
  }

  @Test
  void aRunThatFailsLeavesNothingEither() {
    WorkerOptions options = WorkerOptions.defaults().withConfidential(true);
    try (WorkerEngine engine = WorkerEngine.start(new ToyWorkerProvider(), "toy:0", options);
        Slot slot = engine.openSlot(new DoublingProgram(false), 1024)) {
      engine.kill();
      Doubling task = Doubling.ofRange(COUNT);
      assertThrows(
          DeviceException.class,
          () -> SliceRunner.run(slot, task.program(), new Slice(0, COUNT), new int[COUNT], 0));
      assertEquals(0, wordsLeft(slot.buffers()));
    }
  }
}
