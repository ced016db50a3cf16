package dev.twinloop.worker.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SharedRegionsTest {
  @Test
  void memoryIsFoundByItsAddressWithRoomBehindIt() {
    try (SharedRegions regions = new SharedRegions()) {
      MemorySegment first = regions.allocate(1000);
      MemorySegment second = regions.allocate(5_000_000);
      assertEquals(0, second.get(ValueLayout.JAVA_LONG, 4_999_992));
      SharedRegions.Spot spot = regions.find(second.asSlice(64, 128), 4096).orElseThrow();
      assertEquals(4096 + 64, spot.offset());
      assertTrue(regions.find(first, 1000).isPresent());
      assertTrue(regions.find(second.asReadOnly(), 5_000_000).isPresent());
      assertFalse(regions.find(second.asSlice(64, 128), 5_100_000).isPresent(), "no such room");
    }
  }

  @Test
  void otherMemoryIsNotFound() {
    try (SharedRegions regions = new SharedRegions();
        Arena arena = Arena.ofShared()) {
      assertFalse(regions.find(arena.allocate(64), 64).isPresent());
      regions.allocate(64);
      assertFalse(regions.find(arena.allocate(64), 64).isPresent());
      assertFalse(regions.find(MemorySegment.ofArray(new byte[64]), 64).isPresent());
    }
  }

  @Test
  void nothingIsLeftAfterClose() {
    SharedRegions regions = new SharedRegions();
    MemorySegment memory = regions.allocate(64);
    Path file = Path.of(regions.find(memory, 64).orElseThrow().region().file());
    assertTrue(Files.exists(file));
    regions.close();
    regions.close();
    assertThrows(IllegalStateException.class, () -> regions.allocate(64), "fault 21: it leaked");
    assertFalse(Files.exists(file));
    assertThrows(IllegalStateException.class, () -> memory.get(ValueLayout.JAVA_BYTE, 0));
  }

  @Test
  void sizesAreChecked() {
    try (SharedRegions regions = new SharedRegions()) {
      assertThrows(IllegalArgumentException.class, () -> regions.allocate(0));
      assertThrows(DeviceException.OutOfMemory.class, () -> regions.allocate(1L << 60));
    }
  }
}
