package dev.twinloop.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Slot;
import dev.twinloop.engine.Timings;
import dev.twinloop.scheduler.SlotPool.Lease;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Program;
import dev.twinloop.task.TaskType;
import dev.twinloop.toy.DoublingProgram;
import dev.twinloop.toy.ToyEngine;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SlotPoolTest {
  private static final DoublingProgram PROGRAM = new DoublingProgram(false);

  @Test
  void idleSlotsMakeRoomForAnotherProgram() {
    SmallDevice device = new SmallDevice(1);
    try (SlotPool pool = new SlotPool(device, new Events(_ -> {}))) {
      pool.release(pool.acquire(PROGRAM, 16));
      Lease other = pool.acquire(PROGRAM, 32);
      assertEquals(1, device.openSlots);
      assertThrows(DeviceException.OutOfMemory.class, () -> pool.acquire(PROGRAM, 64));
      pool.discard(other);
      assertEquals(0, device.openSlots);
    }
  }

  @Test
  void aSlotThatWasHandedBackIsTakenBeforeItIsZeroed() {
    SmallDevice device = new SmallDevice(9);
    try (SlotPool pool = new SlotPool(device, new Events(_ -> {}))) {
      Lease first = pool.acquire(PROGRAM, 16);
      MemorySegment out = first.slot().buffers().payload("out");
      first.slot().buffers().control(0).items(1);
      first.slot().buffers().startRun(7);
      out.set(ValueLayout.JAVA_INT, 0, 99);
      pool.handBack(first);
      Lease second = pool.acquire(PROGRAM, 16);
      assertSame(first, second);
      assertEquals(1, device.openSlots);
      assertEquals(0, out.get(ValueLayout.JAVA_INT, 0), "zeroed before it is used again");
      second.slot().buffers().startRun(8);
      out.set(ValueLayout.JAVA_INT, 0, 98);
      first.clean();
      assertEquals(98, out.get(ValueLayout.JAVA_INT, 0), "the next task's data is not touched");
    }
  }

  @Test
  void aSlotThatCannotBeClosedGivesItsPlaceBack() {
    SmallDevice device = new SmallDevice(9);
    device.closes = false;
    SlotPool pool = new SlotPool(device, new Events(_ -> {}));
    for (int i = 0; i < 5; i++) {
      Lease lease = pool.acquire(PROGRAM, 16);
      assertThrows(IllegalStateException.class, () -> pool.discard(lease));
    }
  }

  /** Has room for so many slots. */
  private static final class SmallDevice implements DeviceEngine {
    private final ToyEngine toy = ToyEngine.of("small", EngineType.GPU, 0);
    private final int room;
    private int openSlots;
    private boolean closes = true;

    SmallDevice(int room) {
      this.room = room;
    }

    @Override
    public EngineType engineType() {
      return toy.engineType();
    }

    @Override
    public HardwareCaps hardwareCaps() {
      return toy.hardwareCaps();
    }

    @Override
    public boolean supports(TaskType type) {
      return true;
    }

    @Override
    public int preferredSlots() {
      return 2;
    }

    @Override
    public Slot openSlot(Program<?, ?> program, int capacity) {
      if (openSlots == room) {
        throw DeviceException.Code.OUT_OF_MEMORY.exception("small: slots=" + openSlots);
      }
      openSlots++;
      Slot slot = toy.openSlot(program, capacity);
      return new Slot() {
        @Override
        public Buffers buffers() {
          return slot.buffers();
        }

        @Override
        public Timings run() {
          return slot.run();
        }

        @Override
        public void close() {
          openSlots--;
          slot.close();
          if (!closes) {
            throw new IllegalStateException("slot: cannot be closed");
          }
        }
      };
    }

    @Override
    public void close() {}
  }
}
