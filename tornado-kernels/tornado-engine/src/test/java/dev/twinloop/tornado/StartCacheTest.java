package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.Backend;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept for the start of workers: when it is used, and what it is made of. */
class StartCacheTest {
  private final String classPath = System.getProperty("java.class.path");

  @TempDir private Path temp;

  @BeforeEach
  void ask() throws IOException {
    System.setProperty(StartCache.PROPERTY, "use");
    List<Path> jars = new ArrayList<>();
    for (String name : List.of("lib/twinloop-a.jar", "lib/other.jar", "own/user.jar")) {
      Path jar = temp.resolve(name);
      Files.createDirectories(jar.getParent());
      Files.writeString(jar, name);
      jars.add(jar);
    }
    classPath(jars);
  }

  @AfterEach
  void restore() {
    System.clearProperty(StartCache.PROPERTY);
    System.setProperty("java.class.path", classPath);
  }

  private static void classPath(List<Path> jars) {
    System.setProperty(
        "java.class.path",
        String.join(File.pathSeparator, jars.stream().map(Path::toString).toList()));
  }

  private Map<String, String> environment() {
    return Map.of("XDG_CACHE_HOME", temp.resolve("cache").toString());
  }

  private StartCache cache(String... options) {
    return StartCache.of(List.of(options), List.of(), environment()).orElseThrow();
  }

  /** A cache as the maker leaves it, with this many bytes. */
  private StartCache made(StartCache cache, int bytes) throws IOException {
    Files.createDirectories(
        cache.directory(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.write(cache.graal(), new byte[1]);
    Files.write(cache.classes(), new byte[bytes]);
    return cache;
  }

  @Test
  void nobodyWhoDidNotAskGetsOne() {
    System.clearProperty(StartCache.PROPERTY);
    assertEquals(Optional.empty(), StartCache.of(List.of(), List.of(), environment()));
  }

  @Test
  void jarsOfTheUsersOwnHaveNoCacheOfTheirOwn() throws IOException {
    assertEquals(
        List.of(temp.resolve("lib/twinloop-a.jar"), temp.resolve("lib/other.jar")),
        StartCache.ownClassPath());
    StartCache before = cache();
    Files.writeString(temp.resolve("own/user.jar"), "another one, of another size");
    assertEquals(before, cache());
  }

  @Test
  void anotherJarOrOptionIsAnotherCache() throws IOException {
    StartCache before = cache("-Da=1");
    assertNotEquals(before, cache("-Da=2"));
    Files.writeString(temp.resolve("lib/other.jar"), "a new build of it");
    assertNotEquals(before, cache("-Da=1"));
  }

  @Test
  void classesInFoldersAreNotKept() throws IOException {
    Files.createDirectory(temp.resolve("lib/classes"));
    classPath(List.of(temp.resolve("lib/twinloop-a.jar"), temp.resolve("lib/classes")));
    assertEquals(Optional.empty(), StartCache.of(List.of(), List.of(), environment()));
  }

  @Test
  void oneThatOthersMayWriteIsNotUsed() throws IOException {
    StartCache cache = made(cache(), 1);
    assertTrue(cache.ready());
    Files.setPosixFilePermissions(
        cache.directory().getParent(), PosixFilePermissions.fromString("rwxrwx---"));
    assertFalse(cache.ready());
  }

  @Test
  void whatCouldNotBeMadeIsTriedAgainTheNextDay() throws IOException {
    assertTrue(cache().wanted());
    StartCache cache = made(cache(), 0);
    assertFalse(cache.ready());
    assertFalse(cache.wanted());
    Files.setLastModifiedTime(
        cache.classes(), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
    assertTrue(cache.wanted());
    assertFalse(made(cache, 1).wanted());
  }

  @Test
  void aWorkerReplacesNoModuleOfTheJdkOnceThereIsOne() throws IOException {
    TornadoSdk sdk = TornadoSdk.find();
    List<String> before = options(sdk);
    assertTrue(before.contains("--upgrade-module-path"));
    StartCache cache = SdkLaunch.cache(sdk, Backend.OPENCL, environment()).orElseThrow();
    made(cache, 1);
    List<String> after = options(sdk);
    assertFalse(after.contains("--upgrade-module-path"));
    assertTrue(after.contains("-XX:AOTCache=" + cache.classes()));
    assertTrue(after.contains(cache.graal().toString()));
    assertFalse(
        after.stream().anyMatch(option -> option.startsWith("--add-exports=jdk.graal.compiler")));
    assertTrue(after.contains("--add-opens=java.base/jdk.internal.misc=" + GraalModule.NAME));
    assertEquals(graal(before), graal(after), "the key of a kernel names Graal by this");
  }

  /**
   * With -XX:MaxRAM=120g the JVM gave up references of 32 bits, without which it takes over no
   * object of the cache, and its heap could grow to 30 GB on a machine that has less.
   */
  @Test
  void theJvmOfAWorkerWithACacheChoosesItsHeap() throws IOException {
    TornadoSdk sdk = TornadoSdk.find();
    made(SdkLaunch.cache(sdk, Backend.OPENCL, environment()).orElseThrow(), 1);
    List<String> options = options(sdk);
    assertEquals(
        List.of(),
        options.stream()
            .filter(option -> option.startsWith("-XX:MaxRAM") || option.startsWith("-Xmx"))
            .toList());
  }

  private List<String> options(TornadoSdk sdk) {
    return SdkLaunch.launch(sdk, Backend.OPENCL, Optional.empty(), environment()).jvmOptions();
  }

  private static List<String> graal(List<String> options) {
    return options.stream()
        .filter(option -> option.startsWith("-D" + SdkLaunch.GRAAL_PROPERTY))
        .toList();
  }

  @Test
  void theModuleHoldsWhatTheSdksModulesHold() throws IOException {
    Path jar = temp.resolve("graal.jar");
    List<Path> parts = SdkLaunch.graalJars(TornadoSdk.find());
    GraalModule.write(parts, jar);
    ModuleDescriptor module =
        ModuleFinder.of(jar).find(GraalModule.NAME).orElseThrow().descriptor();
    assertTrue(module.isOpen());
    for (Path part : parts) {
      ModuleDescriptor was = ModuleFinder.of(part).findAll().iterator().next().descriptor();
      assertTrue(module.packages().containsAll(was.packages()), was.name());
      assertTrue(module.uses().containsAll(was.uses()), was.name());
    }
    List<String> services = module.provides().stream().map(p -> p.service()).toList();
    assertTrue(services.contains("jdk.graal.compiler.hotspot.HotSpotBackendFactory"));
    assertFalse(services.contains("jdk.vm.ci.services.JVMCIServiceLocator"));
  }
}
