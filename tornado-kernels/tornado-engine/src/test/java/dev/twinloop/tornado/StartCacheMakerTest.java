package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a {@link StartCache} is made, as far as that takes no device. */
class StartCacheMakerTest {
  private static final DeviceId DEVICE = new DeviceId(Backend.OPENCL, 0, 0);

  private final String classPath = System.getProperty("java.class.path");

  @TempDir private Path temp;

  @BeforeEach
  void ask() throws IOException {
    Path jar = temp.resolve("twinloop-none.jar");
    Files.writeString(jar, "no jar: what is started from it ends at once");
    System.setProperty("java.class.path", jar.toString());
    System.setProperty(StartCache.PROPERTY, "make");
  }

  @AfterEach
  void restore() {
    System.clearProperty(StartCache.PROPERTY);
    System.setProperty("java.class.path", classPath);
  }

  private StartCache cache(String option) {
    Map<String, String> environment = Map.of("XDG_CACHE_HOME", temp.resolve("cache").toString());
    return StartCache.of(List.of(option), List.of(), environment).orElseThrow();
  }

  @Test
  void oneProcessWaitsBehindTheCallerThatAskedTwice() throws IOException {
    StartCache cache = cache("-Da=1");
    List<ProcessHandle> before = ProcessHandle.current().children().toList();
    StartCacheMaker.later(cache, DEVICE);
    StartCacheMaker.later(cache, DEVICE);
    List<ProcessHandle> behind =
        ProcessHandle.current().children().filter(child -> !before.contains(child)).toList();
    behind.forEach(ProcessHandle::destroyForcibly);
    assertEquals(1, behind.size());
    assertEquals(
        PosixFilePermissions.fromString("rwx------"),
        Files.getPosixFilePermissions(cache.directory()));
  }

  @Test
  void whoOnlyUsesACacheHasNoneMade() {
    System.setProperty(StartCache.PROPERTY, "use");
    StartCache cache = cache("-Da=2");
    StartCacheMaker.later(cache, DEVICE);
    assertFalse(Files.exists(cache.directory()));
  }

  @Test
  void aRehearsalThatFailsIsWrittenDownAndNotRepeatedThatDay() throws Exception {
    StartCache cache = cache("-Da=3");
    Files.createDirectories(cache.directory());
    StartCacheMaker.make(TornadoSdk.find(), cache, DEVICE);
    assertEquals(0, Files.size(cache.classes()));
    assertTrue(Files.size(cache.graal()) > 0);
    String log = Files.readString(cache.directory().resolve("log"));
    assertTrue(log.contains(WorkerRehearsal.class.getName()), log);
    assertFalse(cache.wanted());
    assertFalse(cache.ready());
    try (Stream<Path> files = Files.list(cache.directory())) {
      assertEquals(
          List.of("classes.aot", "graal.jar", "log"),
          files.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void theTwoThatWereMadeLastStay() throws IOException {
    Path workers = Files.createDirectory(temp.resolve("workers"));
    for (int age = 0; age < 4; age++) {
      Path directory = Files.createDirectory(workers.resolve("made-" + age));
      Files.writeString(directory.resolve("log"), "");
      Files.setLastModifiedTime(directory, FileTime.fromMillis(1_000_000_000_000L - age));
    }
    StartCacheMaker.trim(workers.resolve("made-2"));
    try (Stream<Path> left = Files.list(workers)) {
      assertEquals(
          List.of("made-0", "made-2"),
          left.map(path -> path.getFileName().toString()).sorted().toList());
    }
  }
}
