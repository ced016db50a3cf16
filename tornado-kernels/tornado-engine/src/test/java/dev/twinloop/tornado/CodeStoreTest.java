package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compiled kernels on disk. */
class CodeStoreTest {
  private static final KernelCode CODE =
      new KernelCode(
          "hash", List.of("READ_ONLY", "WRITE_ONLY"), "-O9", new byte[] {1, 2, 3, -4, 5});

  @TempDir private Path place;

  @Test
  void whatWasPutIsThereForTheNextProcess() {
    store().put("a1", CODE);
    KernelCode read = store().get("a1").orElseThrow();
    assertEquals("hash", read.entryPoint());
    assertEquals(CODE.accesses(), read.accesses());
    assertEquals("-O9", read.options());
    assertArrayEquals(CODE.bytes(), read.bytes());
    assertTrue(store().get("a2").isEmpty());
  }

  @Test
  void onlyTheOwnerMayEnter() throws IOException {
    store().put("a1", CODE);
    assertEquals(
        "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())));
    assertEquals(1, files());
  }

  @Test
  void aDirectoryThatOthersMayWriteIsNotUsed() throws IOException {
    Files.createDirectory(directory());
    Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("rwxrwxrwx"));
    store().put("a1", CODE);
    assertEquals(0, files());
  }

  @Test
  void aFileInTheWayOrAPathThatCannotBeMadeIsNoError() throws IOException {
    Files.writeString(directory(), "in the way");
    store().put("a1", CODE);
    assertTrue(store().get("a1").isEmpty());
    CodeStore below = CodeStore.in(directory().resolve("deeper/still"), 1 << 20);
    below.put("a1", CODE);
    assertTrue(below.get("a1").isEmpty());
  }

  @Test
  void everyDamagedByteIsSeenAndTheFileGoes() throws IOException {
    store().put("a1", CODE);
    Path file = directory().resolve("a1.kernel");
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      Files.write(file, damaged);
      assertTrue(store().get("a1").isEmpty(), "byte " + i);
      assertFalse(Files.exists(file), "byte " + i);
    }
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertTrue(store().get("a1").isEmpty(), "length " + length);
    }
  }

  @Test
  void aFileDeletedMeanwhileIsCompiledAgain() throws IOException {
    CodeStore store = store();
    store.put("a1", CODE);
    Files.delete(directory().resolve("a1.kernel"));
    Files.delete(directory());
    assertTrue(store.get("a1").isEmpty());
    store.put("a1", CODE);
    store.drop("a1");
    assertTrue(store.get("a1").isEmpty());
  }

  @Test
  void theLeastRecentlyUsedGoWhenItIsFull() throws IOException {
    store().put("a1", CODE);
    long one = Files.size(directory().resolve("a1.kernel"));
    CodeStore small = CodeStore.in(directory(), 2 * one);
    small.put("a2", CODE);
    old("a1", 1_000);
    old("a2", 2_000);
    assertTrue(small.get("a1").isPresent(), "reading makes it the most recent");
    small.put("a3", CODE);
    assertTrue(small.get("a2").isEmpty());
    assertTrue(small.get("a1").isPresent());
    assertTrue(small.get("a3").isPresent());
  }

  @Test
  void theUsualPlaceFollowsTheDesktopConvention() {
    assertEquals(
        Path.of("/var/c/twinloop/kernels"), CodeStore.usual(Map.of("XDG_CACHE_HOME", "/var/c")));
    Path home = Path.of(System.getProperty("user.home"), ".cache/twinloop/kernels");
    assertEquals(home, CodeStore.usual(Map.of()));
    assertEquals(home, CodeStore.usual(Map.of("XDG_CACHE_HOME", "relative")));
  }

  private void old(String key, long millis) throws IOException {
    Files.setLastModifiedTime(directory().resolve(key + ".kernel"), FileTime.fromMillis(millis));
  }

  private Path directory() {
    return place.resolve("kernels");
  }

  private CodeStore store() {
    return CodeStore.in(directory(), 1 << 20);
  }

  private long files() throws IOException {
    try (Stream<Path> files = Files.list(directory())) {
      return files.count();
    }
  }
}
