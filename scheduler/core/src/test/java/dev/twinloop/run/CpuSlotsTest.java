package dev.twinloop.run;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceEngine;
import dev.twinloop.engine.EngineType;
import dev.twinloop.engine.HardwareCaps;
import dev.twinloop.engine.Slot;
import dev.twinloop.task.BufferLayout;
import dev.twinloop.task.Buffers;
import dev.twinloop.task.Program;
import dev.twinloop.task.TaskType;
import dev.twinloop.toy.DoublingProgram;
import dev.twinloop.toy.ToyEngine;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Fault 23: 127 KB of a task stayed in memory after a slot of the CPU had failed. */
class CpuSlotsTest {
  private static final DoublingProgram PROGRAM = new DoublingProgram(false);
  private static final int CAPACITY = 1 << 14;

  private final Kept engine = new Kept(new ArrayList<>());
  private final CpuSlots slots = new CpuSlots(engine, false);

  /** Opens slots over memory that can be looked at when they are closed. */
  private record Kept(List<MemorySegment> blocks) implements DeviceEngine {
    private static final ToyEngine TOY = ToyEngine.of("cpu", EngineType.CPU, 0);

    @Override
    public Slot openSlot(Program<?, ?> program, int capacity) {
      BufferLayout layout = BufferLayout.of(program, capacity);
      MemorySegment block = Arena.ofAuto().allocate(layout.bytes(), 4096);
      blocks.add(block);
      return TOY.openSlot(program, capacity, layout, block);
    }

    @Override
    public int preferredSlots() {
      return 1;
    }

    @Override
    public EngineType engineType() {
      return EngineType.CPU;
    }

    @Override
    public HardwareCaps hardwareCaps() {
      return TOY.hardwareCaps();
    }

    @Override
    public boolean supports(TaskType type) {
      return true;
    }

    @Override
    public void close() {}
  }

  /** A slot that a task has written into. */
  private CpuSlots.Held soiled(String traceId) {
    CpuSlots.Held held = slots.take(PROGRAM, CAPACITY, Optional.empty(), traceId);
    Buffers buffers = held.slot().buffers();
    buffers.startSlice();
    buffers.payload("in").fill((byte) 7);
    buffers.control(0).items(CAPACITY);
    buffers.startRun(1);
    buffers.payload("out").fill((byte) 7);
    return held;
  }

  private long sevens() {
    long count = 0;
    for (MemorySegment block : engine.blocks()) {
      for (byte b : block.toArray(JAVA_BYTE)) {
        count += b == 7 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void whatATaskWroteIsGoneWithASlotThatFailed() {
    CpuSlots.Held held = soiled("t1");
    assertTrue(sevens() >= 2L * Integer.BYTES * CAPACITY);
    slots.discard(held);
    assertEquals(0, sevens());
  }

  @Test
  void whatATaskWroteIsGoneWhenItHasEnded() {
    slots.giveBack(soiled("t1"));
    slots.clean("another");
    assertTrue(sevens() > 0, "its next slice finds the slot as it left it");
    slots.clean("t1");
    assertEquals(0, sevens());
  }

  @Test
  void anotherTaskNeverSeesWhatOneLeft() {
    CpuSlots.Held first = soiled("t1");
    slots.giveBack(first);
    CpuSlots.Held second = slots.take(PROGRAM, CAPACITY, Optional.empty(), "t2");
    assertSame(first.slot(), second.slot());
    assertEquals(0, sevens());
  }

  @Test
  void closingLeavesNothing() {
    slots.giveBack(soiled("t1"));
    slots.close();
    assertEquals(0, sevens());
  }
}
