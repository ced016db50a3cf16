package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.WorkerLaunch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which an SDK can be unusable ends in one line that says what to do. */
class TornadoSdkTest {
  private static final String VERSION = RequiredVersion.TORNADOVM;

  private final Path temp;

  TornadoSdkTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void noSdkAnywhere() {
    assertLine(
        () -> TornadoSdk.find(Map.of(), temp.resolve("current"), temp.resolve("opt")),
        "no TornadoVM SDK: TORNADOVM_HOME is not set",
        "install TornadoVM " + VERSION);
  }

  @Test
  void namedDirectoryDoesNotExist() {
    Path gone = temp.resolve("gone");
    assertLine(
        () -> TornadoSdk.find(Map.of("TORNADOVM_HOME", gone.toString())),
        "TORNADOVM_HOME=" + gone + " does not exist",
        "set it to the directory that holds share/java/tornado");
  }

  @Test
  void namedDirectoryIsNoSdk() {
    assertLine(
        () -> TornadoSdk.find(Map.of("TORNADOVM_HOME", temp.toString())),
        "has no share/java/tornado",
        "set TORNADOVM_HOME to an SDK's root directory");
  }

  @Test
  void wrongVersion() throws IOException {
    Path home = sdk("4.0.1", "opencl");
    assertLine(
        () -> TornadoSdk.open(home),
        "version=4.0.1, accepted: " + VERSION,
        "install that one, or set TORNADOVM_HOME to it");
  }

  @Test
  void notReadable() throws IOException {
    Path home = sdk(VERSION, "opencl");
    Path jars = home.resolve("share/java/tornado");
    Files.setPosixFilePermissions(jars, PosixFilePermissions.fromString("---------"));
    try {
      assumeFalse(Files.isReadable(jars), "this user may read everything (root)");
      assertLine(
          () -> TornadoSdk.open(home),
          "cannot be read",
          "give this user read and search permission");
    } finally {
      Files.setPosixFilePermissions(jars, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void driverJarMissing() throws IOException {
    TornadoSdk sdk = TornadoSdk.open(sdk(VERSION, "opencl"));
    assertEquals(Set.of(Backend.OPENCL), sdk.backends());
    assertLine(
        () -> SdkLaunch.launch(sdk, Backend.CUDA, Optional.empty(), Map.of()),
        "share/java/tornado/tornado-drivers-cuda-" + VERSION + ".jar is missing",
        "built without the cuda backend");
  }

  @Test
  void nativeLibraryMissing() throws IOException {
    Path home = sdk(VERSION, "opencl");
    Files.delete(home.resolve("lib/libtornado-opencl.so"));
    TornadoSdk sdk = TornadoSdk.open(home);
    assertEquals(Set.of(), sdk.backends());
    assertLine(
        () -> sdk.require(Backend.OPENCL),
        "lib/libtornado-opencl.so is missing",
        "install one that has it");
  }

  @Test
  void graalJarMissing() throws IOException {
    Path home = sdk(VERSION, "opencl");
    Files.delete(home.resolve("share/java/graalJars/word-25.0.2.jar"));
    TornadoSdk sdk = TornadoSdk.open(home);
    assertLine(
        () -> SdkLaunch.launch(sdk, Backend.OPENCL, Optional.empty(), Map.of()),
        "share/java/graalJars has no word jar",
        "install it again");
  }

  @Test
  void usualPlacesAreTriedInOrder() throws IOException {
    Path home = sdk(VERSION, "opencl", "cuda");
    TornadoSdk found = TornadoSdk.find(Map.of(), temp.resolve("none"), home);
    assertEquals(home, found.home());
    assertEquals(Set.of(Backend.OPENCL, Backend.CUDA), found.backends());
  }

  @Test
  void cudaWorkerSeesOneDeviceAndOneDriver() throws IOException {
    TornadoSdk sdk = TornadoSdk.open(sdk(VERSION, "opencl", "cuda"));
    WorkerLaunch launch =
        SdkLaunch.launch(
            sdk,
            Backend.CUDA,
            Optional.of(DeviceId.parse(Backend.CUDA, "cuda:1")),
            Map.of("CUDA_VISIBLE_DEVICES", "4,6", "LD_LIBRARY_PATH", "/before"));
    assertEquals("6", launch.environment().get("CUDA_VISIBLE_DEVICES"));
    assertEquals("PCI_BUS_ID", launch.environment().get("CUDA_DEVICE_ORDER"));
    assertTrue(launch.environment().getOrDefault("LD_LIBRARY_PATH", "").endsWith("/before"));
    List<String> drivers =
        launch.classPathFirst().stream()
            .map(path -> path.getFileName().toString())
            .filter(name -> name.contains("drivers-") && !name.contains("common"))
            .toList();
    assertEquals(List.of("tornado-drivers-cuda-" + VERSION + ".jar"), drivers);
    assertTrue(
        launch.jvmOptions().contains("--add-exports=m/p=ALL-UNNAMED,jdk.graal.compiler"),
        launch.jvmOptions().toString());
  }

  @Test
  void aDeviceThatTheCallerHidesStaysHidden() throws IOException {
    TornadoSdk sdk = TornadoSdk.open(sdk(VERSION, "cuda"));
    Optional<DeviceId> third = Optional.of(DeviceId.parse(Backend.CUDA, "cuda:2"));
    for (String left : List.of("4,6", "")) {
      assertLine(
          () -> SdkLaunch.launch(sdk, Backend.CUDA, third, Map.of("CUDA_VISIBLE_DEVICES", left)),
          "id=cuda:2",
          "CUDA_VISIBLE_DEVICES=" + left + " leaves");
    }
    WorkerLaunch all = SdkLaunch.launch(sdk, Backend.CUDA, third, Map.of());
    assertEquals("2", all.environment().get("CUDA_VISIBLE_DEVICES"));
  }

  @Test
  void deviceIdsAreChecked() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> DeviceId.parse(Backend.OPENCL, "opencl:0"));
    assertEquals(
        "device: id=opencl:0, accepted: opencl:PLATFORM:DEVICE, such as opencl:0:0",
        e.getMessage());
    assertEquals("cuda:3", DeviceId.parse(Backend.CUDA, "cuda:3").toString());
  }

  private static void assertLine(Runnable action, String... parts) {
    String message =
        String.valueOf(assertThrows(DeviceException.Unavailable.class, action::run).getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
    assertEquals(1, message.lines().count(), message);
  }

  private Path sdk(String version, String... backends) throws IOException {
    Path home = temp.resolve("sdk");
    for (String part : List.of("api", "runtime", "drivers-common", "annotation")) {
      touch(home.resolve("share/java/tornado/tornado-" + part + "-" + version + ".jar"), "");
    }
    touch(home.resolve("share/java/tornado/asm-9.9.jar"), "");
    for (String part : List.of("compiler", "collections", "word", "truffle-compiler")) {
      touch(home.resolve("share/java/graalJars/" + part + "-25.0.2.jar"), "");
    }
    touch(
        home.resolve("etc/exportLists/common-exports"),
        "# comment\n--add-reads=tornado.runtime=m\n--add-exports=m/p=tornado.runtime,tornado.a,jdk.graal.compiler\n");
    for (String backend : backends) {
      touch(
          home.resolve("share/java/tornado/tornado-drivers-" + backend + "-" + version + ".jar"),
          "");
      touch(home.resolve("lib/libtornado-" + backend + ".so"), "");
      touch(home.resolve("etc/exportLists/" + backend + "-exports"), "");
    }
    return home;
  }

  private static void touch(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
