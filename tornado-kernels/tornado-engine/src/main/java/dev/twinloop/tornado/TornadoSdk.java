package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An installed TornadoVM SDK, known by its file names alone: nothing of it is loaded here.
 *
 * <pre>
 *   home/lib/libtornado-cuda.so, libtornado-opencl.so
 *   home/etc/exportLists/common-exports, cuda-exports, opencl-exports
 *   home/share/java/tornado/tornado-api-VERSION.jar, tornado-drivers-BACKEND-VERSION.jar, …
 *   home/share/java/graalJars/compiler-*.jar, …
 * </pre>
 *
 * @param home the SDK's root directory
 * @param version from the names of its jars, such as {@code 5.2.0-jdk25}
 * @param backends those whose driver jar, export list and native library are all there
 */
public record TornadoSdk(Path home, String version, Set<Backend> backends) {
  private static final Pattern API_JAR = Pattern.compile("tornado-api-(\\d.*)\\.jar");

  public TornadoSdk {
    backends = Set.copyOf(backends);
  }

  /**
   * Finds the SDK that this process should use: {@code TORNADOVM_HOME}, then SDKMAN's current one,
   * then {@code /opt/tornadovm}.
   *
   * @throws DeviceException.Unavailable with the remedy, if there is none or it is not usable
   */
  public static TornadoSdk find() {
    return find(
        System.getenv(),
        Path.of(System.getProperty("user.home", "/"), ".sdkman/candidates/tornadovm/current"),
        Path.of("/opt/tornadovm"));
  }

  static TornadoSdk find(Map<String, String> environment, Path... usualPlaces) {
    String named = environment.getOrDefault("TORNADOVM_HOME", "");
    if (!named.isBlank()) {
      return open(Path.of(named));
    }
    for (Path place : usualPlaces) {
      if (Files.exists(place.resolve("share/java/tornado"))) {
        return open(place);
      }
    }
    throw unavailable(
        "no TornadoVM SDK: TORNADOVM_HOME is not set and none is in "
            + String.join(", ", Stream.of(usualPlaces).map(Path::toString).toList())
            + "; install TornadoVM "
            + RequiredVersion.TORNADOVM
            + " and set TORNADOVM_HOME to its directory");
  }

  /**
   * Reads the SDK in a directory.
   *
   * @throws DeviceException.Unavailable with the remedy, if it is not usable
   */
  static TornadoSdk open(Path home) {
    Path jars = home.resolve("share/java/tornado");
    if (!Files.exists(home)) {
      throw unavailable(
          "no TornadoVM SDK: TORNADOVM_HOME="
              + home
              + " does not exist; set it to the directory that holds share/java/tornado");
    }
    if (!Files.isDirectory(jars) && Files.isReadable(home)) {
      throw unavailable(
          "no TornadoVM SDK: "
              + home
              + " has no share/java/tornado; set TORNADOVM_HOME to an SDK's root directory");
    }
    String version = version(jars);
    if (!version.equals(RequiredVersion.TORNADOVM)) {
      throw unavailable(
          "TornadoVM SDK in "
              + home
              + ": version="
              + version
              + ", accepted: "
              + RequiredVersion.TORNADOVM
              + "; install that one, or set TORNADOVM_HOME to it");
    }
    Set<Backend> backends = EnumSet.noneOf(Backend.class);
    for (Backend backend : List.of(Backend.CUDA, Backend.OPENCL)) {
      if (missing(home, version, backend).isEmpty()) {
        backends.add(backend);
      }
    }
    return new TornadoSdk(home.toAbsolutePath(), version, backends);
  }

  /**
   * Checks that a backend can be used.
   *
   * @throws DeviceException.Unavailable with the remedy, if a part of it is missing
   */
  TornadoSdk require(Backend backend) {
    missing(home, version, backend)
        .ifPresent(
            path -> {
              throw unavailable(
                  "TornadoVM SDK in "
                      + home
                      + ": "
                      + home.relativize(path)
                      + " is missing or not readable; this SDK was built without the "
                      + name(backend)
                      + " backend: install one that has it, or use another device");
            });
    return this;
  }

  /** The jar of one of TornadoVM's own parts. */
  Path jar(String part) {
    return home.resolve("share/java/tornado/tornado-" + part + "-" + version + ".jar");
  }

  /** A jar of another project, whatever its version. */
  Optional<Path> otherJar(String directory, String name) {
    Pattern pattern = Pattern.compile(Pattern.quote(name) + "-\\d.*\\.jar");
    return names(home.resolve("share/java").resolve(directory)).stream()
        .filter(path -> pattern.matcher(path.getFileName().toString()).matches())
        .findFirst();
  }

  /** TornadoVM's name of a backend, as it is part of file names. */
  static String name(Backend backend) {
    return backend.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Path> missing(Path home, String version, Backend backend) {
    return Stream.of(
            "share/java/tornado/tornado-drivers-" + name(backend) + "-" + version + ".jar",
            "lib/" + System.mapLibraryName("tornado-" + name(backend)),
            "etc/exportLists/common-exports",
            "etc/exportLists/" + name(backend) + "-exports")
        .map(home::resolve)
        .filter(path -> !Files.isReadable(path))
        .findFirst();
  }

  private static String version(Path jars) {
    return names(jars).stream()
        .map(path -> API_JAR.matcher(path.getFileName().toString()))
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .findFirst()
        .orElse("unknown (no tornado-api jar in " + jars + ")");
  }

  private static List<Path> names(Path directory) {
    try (Stream<Path> found = Files.list(directory)) {
      return found.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "TornadoVM SDK: "
              + directory
              + " cannot be read ("
              + e.getClass().getSimpleName()
              + "); give this user read and search permission on it, or set TORNADOVM_HOME to"
              + " another SDK",
          e);
    }
  }

  private static DeviceException unavailable(String text) {
    return DeviceException.Code.UNAVAILABLE.exception(text);
  }
}
