package dev.twinloop.worker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlSocketTest {
  @TempDir private Path full;
  @TempDir private Path roomy;

  /** A worker did not start where /dev/shm was full to the last page, whatever else had room. */
  @Test
  void aPlaceWithoutRoomForAWorkersOptionsIsPassedOver() throws IOException {
    try (ControlSocket socket =
        ControlSocket.open(List.of(full, roomy), place -> place.equals(full) ? 4095 : 1 << 30)) {
      assertTrue(socket.path().startsWith(roomy), socket.path().toString());
    }
    try (var left = Files.list(full)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void whereNoPlaceHasRoomItIsSaidOfEach() {
    IOException refused =
        assertThrows(IOException.class, () -> ControlSocket.open(List.of(full, roomy), _ -> 0));
    assertEquals(2, refused.getSuppressed().length);
    assertTrue(refused.getSuppressed()[0].toString().contains("bytes=0 free"));
  }
}
