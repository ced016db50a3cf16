package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.SliceRunner;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.BoundProgram;
import dev.twinloop.task.Slice;
import dev.twinloop.tornado.sample.ShiftProgram;
import dev.twinloop.tornado.sample.ShiftTask;
import dev.twinloop.worker.WorkerEngine;
import dev.twinloop.worker.WorkerOptions;
import org.junit.jupiter.api.Test;

/** Residents and scratch stay on an OpenCL device from run to run. */
class ResidentsTest {
  private static final OpenClEngineProvider PROVIDER = new OpenClEngineProvider();
  private static final int ITEMS = 3000;

  @Test
  void residentsTravelOnceAndAgainWhenTheyChange() {
    try (WorkerEngine engine =
            WorkerEngine.start(PROVIDER, OpenClDevice.id(), WorkerOptions.defaults());
        Slot slot = engine.openSlot(new ShiftProgram(), 4096)) {
      check(slot, new ShiftTask(ITEMS, 7, 5));
      assertTrue(slot.buffers().refresh());
      slot.buffers().zero();
      check(slot, new ShiftTask(ITEMS, 7, 6));
      assertFalse(slot.buffers().refresh(), "the same base travelled twice");
      check(slot, new ShiftTask(ITEMS, -1, 6));
      assertTrue(slot.buffers().refresh());
      check(slot, new ShiftTask(ITEMS, -1, 7));
      check(slot, new ShiftTask(ITEMS, 7, 8));
    }
  }

  private static void check(Slot slot, ShiftTask task) {
    BoundProgram<int[]> program = task.program();
    int[] result = program.newResult();
    SliceRunner.run(slot, program, new Slice(0, ITEMS), result, 0);
    for (int i = 0; i < ITEMS; i++) {
      assertEquals(3 * task.factor() * i + task.shift(), result[i]);
    }
  }
}
