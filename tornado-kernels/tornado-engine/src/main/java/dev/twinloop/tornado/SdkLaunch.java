package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;
import dev.twinloop.engine.DeviceException;
import dev.twinloop.engine.WorkerLaunch;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Builds a worker's command line from the layout of an SDK. The SDK's jars go on the plain class
 * path, with exactly one driver among them, because TornadoVM starts every driver it finds and one
 * that fails takes the others down. Only the Graal compiler, which replaces modules of the JDK,
 * goes on the module path.
 */
final class SdkLaunch {
  /** More than any device has: the device's own refusal is the limit, not TornadoVM's 4 GB. */
  private static final String DEVICE_MEMORY = "1024TB";

  /**
   * Entries of each wait list of a graph. TornadoVM overwrites all lists before each run, 128 KB a
   * list by default, and uses them only where a plan has several queues, which ours have not.
   */
  private static final String MOST_EVENTS = "64";

  /** Code of one task graph: some 250 bytes a launch, see {@link GraphRoom}. */
  private static final String GRAPH_BYTES = "262144";

  /**
   * The CUDA compiler recurses on the calling thread, and ends the process where a thread has only
   * the usual megabyte: 500 KB of source took more than one and less than two.
   */
  private static final String STACK = "-Xss16m";

  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

  private static final List<String> TORNADO_JARS =
      List.of("api", "runtime", "drivers-common", "annotation");
  private static final List<String> GRAAL_JARS =
      List.of("compiler", "collections", "word", "truffle-compiler");

  private SdkLaunch() {}

  /**
   * How to start a worker.
   *
   * @param environment that of this process
   * @throws DeviceException.Unavailable if the SDK lacks a part
   */
  static WorkerLaunch launch(
      TornadoSdk sdk, Backend backend, Optional<DeviceId> device, Map<String, String> environment) {
    sdk.require(backend);
    return new WorkerLaunch(
        jvmOptions(sdk, backend), classPath(sdk, backend), variables(sdk, device, environment));
  }

  private static List<String> jvmOptions(TornadoSdk sdk, Backend backend) {
    List<String> options = new ArrayList<>();
    options.add("-XX:+UnlockExperimentalVMOptions");
    options.add("-XX:+EnableJVMCI");
    options.add("-XX:+UseParallelGC");
    options.add(STACK);
    options.add("--enable-native-access=ALL-UNNAMED");
    options.add("--sun-misc-unsafe-memory-access=allow");
    options.add("--upgrade-module-path");
    options.add(
        GRAAL_JARS.stream()
            .map(name -> required(sdk, "graalJars", name).toString())
            .collect(Collectors.joining(File.pathSeparator)));
    options.add("--add-modules");
    options.add("jdk.graal.compiler,jdk.internal.vm.ci");
    options.addAll(exports(sdk.home().resolve("etc/exportLists/common-exports")));
    options.addAll(
        exports(sdk.home().resolve("etc/exportLists/" + TornadoSdk.name(backend) + "-exports")));
    options.add("-Djava.library.path=" + sdk.home().resolve("lib"));
    properties().forEach((name, value) -> options.add("-D" + name + "=" + value));
    return options.stream().distinct().toList();
  }

  private static Map<String, String> properties() {
    String runtime = "uk.ac.manchester.tornado.runtime.";
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("tornado.load.api.implementation", runtime + "tasks.TornadoTaskGraph");
    properties.put("tornado.load.runtime.implementation", runtime + "TornadoCoreRuntime");
    properties.put("tornado.load.tornado.implementation", runtime + "common.Tornado");
    properties.put(
        "tornado.load.annotation.implementation",
        "uk.ac.manchester.tornado.annotation.ASMClassVisitor");
    properties.put(
        "tornado.load.annotation.parallel", "uk.ac.manchester.tornado.api.annotations.Parallel");
    properties.put("tornado.recover.bailout", "False");
    properties.put("tornado.compiler.fullInlining", "True");
    properties.put("tornado.tvm.maxbytecodesize", GRAPH_BYTES);
    properties.put("tornado.device.memory", DEVICE_MEMORY);
    properties.put("tornado.max.events", MOST_EVENTS);
    return properties;
  }

  private static List<Path> classPath(TornadoSdk sdk, Backend backend) {
    List<Path> jars = new ArrayList<>(TORNADO_JARS.stream().map(sdk::jar).toList());
    jars.add(sdk.jar("drivers-" + TornadoSdk.name(backend)));
    jars.add(required(sdk, "tornado", "asm"));
    return jars;
  }

  private static Map<String, String> variables(
      TornadoSdk sdk, Optional<DeviceId> device, Map<String, String> environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("TORNADOVM_HOME", sdk.home().toString());
    variables.put("CUDA_DEVICE_ORDER", "PCI_BUS_ID");
    device
        .filter(id -> id.backend() == Backend.CUDA)
        .ifPresent(
            id ->
                variables.put(VISIBLE, visible(id, Optional.ofNullable(environment.get(VISIBLE)))));
    List<String> libraries =
        Stream.concat(
                cudaLibraries(environment).stream().map(Path::toString),
                Stream.of(environment.getOrDefault("LD_LIBRARY_PATH", "")))
            .filter(text -> !text.isEmpty())
            .toList();
    if (!libraries.isEmpty()) {
      variables.put("LD_LIBRARY_PATH", String.join(File.pathSeparator, libraries));
    }
    return variables;
  }

  /** Where the caller already hides devices, an index counts among those that are left. */
  private static String visible(DeviceId id, Optional<String> before) {
    if (before.isEmpty()) {
      return Integer.toString(id.device());
    }
    List<String> left =
        Stream.of(before.get().split(",")).map(String::strip).filter(d -> !d.isEmpty()).toList();
    if (id.device() >= left.size()) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "device: id="
              + id
              + ", but "
              + VISIBLE
              + "="
              + before.get()
              + " leaves "
              + left.size()
              + ", numbered from 0; add it there or unset the variable");
    }
    return left.get(id.device());
  }

  private static List<Path> cudaLibraries(Map<String, String> environment) {
    return Stream.of(
            environment.getOrDefault("CUDA_HOME", ""),
            environment.getOrDefault("CUDA_PATH", ""),
            "/usr/local/cuda")
        .filter(text -> !text.isBlank())
        .map(text -> Path.of(text, "lib64"))
        .filter(Files::isDirectory)
        .distinct()
        .toList();
  }

  /** An export to TornadoVM's modules is one to the class path here; one to Graal stays. */
  private static String toClassPath(String option) {
    int targets = option.lastIndexOf('=') + 1;
    return option.substring(0, targets)
        + Stream.of(option.substring(targets).split(","))
            .map(module -> module.startsWith("tornado.") ? "ALL-UNNAMED" : module)
            .distinct()
            .collect(Collectors.joining(","));
  }

  /** The options in an export list, without {@code --add-reads}: the class path reads all. */
  private static List<String> exports(Path list) {
    try {
      return Files.readAllLines(list).stream()
          .map(String::strip)
          .filter(line -> line.startsWith("--add-exports=") || line.startsWith("--add-opens="))
          .map(SdkLaunch::toClassPath)
          .toList();
    } catch (IOException e) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "TornadoVM SDK: " + list + " cannot be read (" + e + "); check its permissions", e);
    }
  }

  private static Path required(TornadoSdk sdk, String directory, String name) {
    return sdk.otherJar(directory, name)
        .orElseThrow(
            () ->
                DeviceException.Code.UNAVAILABLE.exception(
                    "TornadoVM SDK in "
                        + sdk.home()
                        + ": share/java/"
                        + directory
                        + " has no "
                        + name
                        + " jar; the SDK is incomplete, install it again"));
  }
}
