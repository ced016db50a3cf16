package dev.twinloop.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.toy.DoublingProgram;
import dev.twinloop.toy.VouchingProgram;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.Test;

class BufferLayoutTest {
  private final DoublingProgram program = new DoublingProgram(false);

  @Test
  void arraysStartOnPagesAndDoNotOverlap() {
    BufferLayout layout = BufferLayout.of(program, 4096);
    long end = 0;
    for (BufferLayout.Region region : layout.regions().values()) {
      assertEquals(0, region.offset() % 4096);
      assertTrue(region.offset() >= end);
      end = region.offset() + region.bytes();
    }
    assertTrue(layout.bytes() >= end);
  }

  @Test
  void capacityMustBeAPowerOfTwo() {
    assertThrows(IllegalArgumentException.class, () -> BufferLayout.of(program, 100));
  }

  @Test
  void theFirstMissingReceiptIsNamed() {
    BufferLayout layout = BufferLayout.of(program, 4096);
    try (Arena arena = Arena.ofConfined()) {
      Buffers buffers = Buffers.over(layout, 4096, arena.allocate(layout.bytes(), 4096));
      buffers.control(0).items(3000);
      buffers.startRun(7);
      MemorySegment receipts = buffers.payload(BufferLayout.receiptName(0));
      for (int i = 0; i < 3000; i++) {
        receipts.setAtIndex(ValueLayout.JAVA_INT, i, 7);
      }
      assertEquals("", buffers.missingReceipt(7));
      receipts.setAtIndex(ValueLayout.JAVA_INT, 2047, 6);
      assertEquals("kernel twice: receipt 2047 of 3000 is missing", buffers.missingReceipt(7));
    }
  }

  @Test
  void zeroForgetsWhatARunWrote() {
    BufferLayout layout = BufferLayout.of(program, 4096);
    try (Arena arena = Arena.ofConfined()) {
      Buffers buffers = Buffers.over(layout, 4096, arena.allocate(layout.bytes(), 4096));
      for (BufferSpec spec : layout.buffers()) {
        buffers.payload(spec.name()).fill((byte) 1);
      }
      buffers.control(0).items(3000);
      buffers.startRun(7);
      buffers.zero();
      for (BufferSpec spec : layout.buffers()) {
        MemorySegment zeros = arena.allocate(spec.bytes());
        assertEquals(-1, zeros.mismatch(buffers.payload(spec.name())), spec.name());
      }
    }
  }

  /**
   * Fault 23: 131 KB of a slice that was copied stayed after one whose memory stood in for them.
   */
  @Test
  void zeroForgetsWhatAnEarlierSliceCopiedThoughTheLastOneStoodInPlace() {
    BufferLayout layout = BufferLayout.of(program, 4096);
    try (Arena arena = Arena.ofConfined()) {
      Buffers buffers = Buffers.over(layout, 4096, arena.allocate(layout.bytes(), 4096));
      buffers.startSlice();
      for (String name : List.of("in", "out")) {
        buffers.payload(name).fill((byte) 1);
      }
      buffers.control(0).items(3000);
      buffers.startRun(1);
      buffers.startSlice();
      for (String name : List.of("in", "out")) {
        buffers.placed(name);
      }
      buffers.control(0).items(3000);
      buffers.startRun(2);
      buffers.zero();
      buffers.startSlice(); // payloads are the slot's own again
      for (String name : List.of("in", "out")) {
        MemorySegment own = buffers.payload(name);
        assertEquals(-1, arena.allocate(own.byteSize()).mismatch(own), name);
      }
    }
  }

  @Test
  void aReceiptThatIsVouchedForStaysOnTheDevice() {
    BufferLayout layout = BufferLayout.of(new VouchingProgram(0), 64);
    String first = BufferLayout.receiptName(0);
    assertFalse(layout.regions().containsKey(first));
    assertTrue(layout.buffers().contains(BufferSpec.scratch(first, ElementType.INT, 64)));
    assertTrue(layout.regions().containsKey(BufferLayout.receiptName(1)));
    try (Arena arena = Arena.ofConfined()) {
      Buffers buffers = Buffers.over(layout, 64, arena.allocate(layout.bytes(), 4096));
      buffers.control(0).items(64);
      buffers.control(1).items(1);
      buffers.startRun(7);
      assertEquals("kernel second: receipt 0 of 1 is missing", buffers.missingReceipt(7));
      buffers.payload(BufferLayout.receiptName(1)).setAtIndex(ValueLayout.JAVA_INT, 0, 7);
      assertEquals("", buffers.missingReceipt(7));
      buffers.control(1).items(0);
      assertThrows(IllegalStateException.class, () -> buffers.startRun(8));
    }
  }

  @Test
  void aKernelVouchesOnlyForEarlierOnes() {
    assertThrows(IllegalArgumentException.class, () -> BufferLayout.of(new VouchingProgram(1), 64));
    assertThrows(IllegalArgumentException.class, () -> BufferLayout.of(new VouchingProgram(2), 64));
  }
}
