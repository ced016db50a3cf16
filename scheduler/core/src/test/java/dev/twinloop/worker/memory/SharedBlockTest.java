package dev.twinloop.worker.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedBlockTest {
  @TempDir Path place;

  @Test
  void bothSidesSeeTheSameBytesAndNothingIsLeft() throws IOException {
    try (SharedBlock block = SharedBlock.create(1 << 20, List.of(place));
        Arena arena = Arena.ofConfined()) {
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(block.file().getParent())));
      MemorySegment other = SharedBlock.map(block.file(), 1 << 20, arena);
      block.unlink();
      assertTrue(isEmpty(place));
      block.segment().set(ValueLayout.JAVA_INT, 4096, 42);
      assertEquals(42, other.get(ValueLayout.JAVA_INT, 4096));
    }
    assertTrue(isEmpty(place));
  }

  @Test
  void aFullPlaceIsPassedOver() {
    try (SharedBlock block = SharedBlock.create(4096, List.of(Path.of("/proc"), place))) {
      assertTrue(block.file().startsWith(place));
    }
  }

  @Test
  void noRoomAnywhereNamesTheFiguresAndTheRemedy() {
    DeviceException e =
        assertThrows(
            DeviceException.OutOfMemory.class, () -> SharedBlock.create(1L << 60, List.of(place)));
    assertTrue(String.valueOf(e.getMessage()).contains("MiB free"), e.getMessage());
    assertTrue(isEmpty(place));
  }

  @Test
  void aShortFileIsNotMapped() throws IOException {
    Path file = Files.createFile(place.resolve("short"));
    try (Arena arena = Arena.ofConfined()) {
      assertThrows(IOException.class, () -> SharedBlock.map(file, 4096, arena));
    }
    assertFalse(Files.size(file) > 0);
  }

  private static boolean isEmpty(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
