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
 * that fails takes the others down. Only the Graal compiler goes on a module path: it replaces
 * modules of the JDK, or, with a {@link StartCache}, stands beside them.
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

  /**
   * Short collections: all that runs on the device waits for them. With the JVM's own young
   * generation, a 64th of the memory, and a thread for each core, one took 10 to 28 ms each five
   * seconds beside busy cores, and with these 1 to 2 ms. Metaspace from there on spares two full
   * collections while a worker starts.
   */
  private static final List<String> COLLECTOR =
      List.of(
          "-XX:+UseParallelGC",
          "-XX:ParallelGCThreads=2",
          "-XX:NewSize=128m",
          "-XX:MaxNewSize=128m",
          "-XX:MetaspaceSize=160m");

  /** Where a worker's Graal comes from, however it is put on. */
  static final String GRAAL_PROPERTY = "twinloop.graal";

  /** {@code true}: the classes of a worker come from a {@link StartCache}. */
  static final String PREPARED_PROPERTY = "twinloop.worker.prepared";

  private static final String GRAAL = "jdk.graal.compiler";

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
    List<String> options = replacing(sdk, backend);
    Optional<StartCache> cache = cache(sdk, backend, options, environment);
    if (cache.isPresent() && cache.get().ready()) {
      options = prepared(sdk, backend, cache.get());
    } else if (backend == Backend.CUDA) {
      device.ifPresent(id -> cache.ifPresent(place -> StartCacheMaker.later(place, id)));
    }
    return new WorkerLaunch(options, classPath(sdk, backend), variables(sdk, device, environment));
  }

  /** What shortens the start of such a worker, if the caller asked for it. */
  static Optional<StartCache> cache(
      TornadoSdk sdk, Backend backend, Map<String, String> environment) {
    return cache(sdk, backend, replacing(sdk, backend), environment);
  }

  private static Optional<StartCache> cache(
      TornadoSdk sdk, Backend backend, List<String> options, Map<String, String> environment) {
    List<Path> files = new ArrayList<>(classPath(sdk, backend));
    files.addAll(graalJars(sdk));
    return StartCache.of(options, files, environment);
  }

  /** Graal under its own name, in the place of the JDK's module of this name. */
  private static List<String> replacing(TornadoSdk sdk, Backend backend) {
    List<String> options = common(sdk);
    options.add("--upgrade-module-path");
    options.add(graal(sdk));
    options.add("--add-modules");
    options.add(GRAAL + ",jdk.internal.vm.ci");
    options.addAll(exports(sdk, backend).map(SdkLaunch::toClassPath).toList());
    return options.stream().distinct().toList();
  }

  /** Graal as a module that replaces none, which a JVM with a cache of classes asks for. */
  private static List<String> prepared(TornadoSdk sdk, Backend backend, StartCache cache) {
    List<String> options = unprepared(sdk, backend, cache);
    options.addAll(cache.options());
    return options;
  }

  /**
   * The options with which a cache is made.
   *
   * @throws DeviceException.Unavailable if the SDK lacks a part
   */
  static List<String> unprepared(TornadoSdk sdk, Backend backend, StartCache cache) {
    List<String> options = common(sdk);
    options.addAll(GraalModule.options(cache.graal()));
    exports(sdk, backend)
        .map(SdkLaunch::toClassPath)
        .filter(option -> !option.contains("=" + GRAAL + "/"))
        .map(option -> option.replace(GRAAL, GraalModule.NAME))
        .forEach(options::add);
    options.add("-D" + PREPARED_PROPERTY + "=true");
    return new ArrayList<>(options.stream().distinct().toList());
  }

  /** The SDK's jars of Graal. */
  static List<Path> graalJars(TornadoSdk sdk) {
    return GRAAL_JARS.stream().map(name -> required(sdk, "graalJars", name)).toList();
  }

  private static String graal(TornadoSdk sdk) {
    return graalJars(sdk).stream()
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> common(TornadoSdk sdk) {
    List<String> options = new ArrayList<>();
    options.add("-XX:+UnlockExperimentalVMOptions");
    options.add("-XX:+EnableJVMCI");
    options.addAll(COLLECTOR);
    options.add(STACK);
    options.add("--enable-native-access=ALL-UNNAMED");
    options.add("--sun-misc-unsafe-memory-access=allow");
    options.add("-Djava.library.path=" + sdk.home().resolve("lib"));
    options.add("-D" + GRAAL_PROPERTY + "=" + graal(sdk));
    properties().forEach((name, value) -> options.add("-D" + name + "=" + value));
    return options;
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

  /** The SDK's part of a worker's class path. */
  static List<Path> classPath(TornadoSdk sdk, Backend backend) {
    List<Path> jars = new ArrayList<>(TORNADO_JARS.stream().map(sdk::jar).toList());
    jars.add(sdk.jar("drivers-" + TornadoSdk.name(backend)));
    jars.add(required(sdk, "tornado", "asm"));
    return jars;
  }

  /** Variables of a worker's process, besides those of the caller. */
  static Map<String, String> variables(
      TornadoSdk sdk, DeviceId device, Map<String, String> environment) {
    return variables(sdk, Optional.of(device), environment);
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

  private static Stream<String> exports(TornadoSdk sdk, Backend backend) {
    Path lists = sdk.home().resolve("etc/exportLists");
    return Stream.of("common", TornadoSdk.name(backend))
        .flatMap(name -> exports(lists.resolve(name + "-exports")).stream());
  }

  /** The options in an export list, without {@code --add-reads}: the class path reads all. */
  private static List<String> exports(Path list) {
    try {
      return Files.readAllLines(list).stream()
          .map(String::strip)
          .filter(line -> line.startsWith("--add-exports=") || line.startsWith("--add-opens="))
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
