package dev.twinloop.tornado;

import dev.twinloop.engine.Backend;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a {@link StartCache}, in a process of its own that the caller does not wait for. A JVM with
 * the options of a worker opens the device, compiles a few kernels ({@link WorkerRehearsal}), and
 * writes down which classes it loaded and which methods were hot.
 */
final class StartCacheMaker {
  private static final System.Logger LOG = System.getLogger(StartCacheMaker.class.getName());
  private static final long MOST_MINUTES = 10;
  private static final int MOST_CACHES = 2;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  /** Waits until the caller has ended, or for a minute, and takes only what nobody else needs. */
  private static final String BEHIND =
      """
      trap '' HUP INT
      n=0
      while [ $n -lt 60 ] && kill -0 "$1" 2>/dev/null; do sleep 1; n=$((n + 1)); done
      shift
      exec nice -n 19 "$@"
      """;

  /** Those that this process has asked for: one process behind it is enough, for all its cards. */
  private static final Set<StartCache> ASKED = ConcurrentHashMap.newKeySet();

  private StartCacheMaker() {}

  /** Has the cache made behind this process, if it is to be made and nobody is about to. */
  static void later(StartCache cache, DeviceId device) {
    if (!System.getProperty(StartCache.PROPERTY, "").equals("make")
        || !cache.wanted()
        || !ASKED.add(cache)) {
      return;
    }
    try {
      prepare(cache.directory());
      ProcessBuilder builder =
          new ProcessBuilder(
              "sh",
              "-c",
              BEHIND,
              "sh",
              Long.toString(ProcessHandle.current().pid()),
              Path.of(System.getProperty("java.home"), "bin/java").toString(),
              "-XX:+UseSerialGC",
              "-D" + StartCache.PROPERTY + "=use",
              StartCacheMaker.class.getName(),
              device.toString());
      builder.environment().put("CLASSPATH", joined(StartCache.ownClassPath()));
      File nowhere = new File("/dev/null");
      builder.redirectInput(nowhere).redirectOutput(nowhere).redirectError(nowhere);
      Process unused = builder.start();
    } catch (IOException | UnsupportedOperationException e) {
      LOG.log(System.Logger.Level.DEBUG, "no cache for the start of workers", e);
    }
  }

  /**
   * Makes the cache for one device.
   *
   * @param args the device's id
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Backend backend = args[0].startsWith("cuda") ? Backend.CUDA : Backend.OPENCL;
    DeviceId device = DeviceId.parse(backend, args[0]);
    TornadoSdk sdk = TornadoSdk.find();
    StartCache cache = SdkLaunch.cache(sdk, backend, System.getenv()).orElseThrow();
    prepare(cache.directory());
    try (FileChannel file =
            FileChannel.open(
                cache.directory().resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = file.tryLock()) {
      if (lock != null && cache.wanted()) {
        make(sdk, cache, device);
        trim(cache.directory());
      }
    }
  }

  private static void prepare(Path directory) throws IOException {
    Path workers = Objects.requireNonNull(directory.getParent());
    Files.createDirectories(Objects.requireNonNull(workers.getParent()));
    for (Path path : List.of(workers, directory)) {
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(path, OWNER_ONLY);
      }
    }
  }

  /** Each file appears whole, the cache last. */
  static void make(TornadoSdk sdk, StartCache cache, DeviceId device)
      throws IOException, InterruptedException {
    Path part = cache.directory().resolve("part");
    GraalModule.write(SdkLaunch.graalJars(sdk), part);
    Files.move(part, cache.graal(), StandardCopyOption.REPLACE_EXISTING);
    try {
      if (!rehearsed(sdk, cache, device, part)) {
        Files.write(part, new byte[0]);
      }
      Files.setLastModifiedTime(part, FileTime.fromMillis(System.currentTimeMillis()));
      Files.move(part, cache.classes(), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
      Files.deleteIfExists(cache.directory().resolve("options"));
    }
  }

  private static boolean rehearsed(TornadoSdk sdk, StartCache cache, DeviceId device, Path part)
      throws IOException, InterruptedException {
    Backend backend = device.backend();
    List<String> options = SdkLaunch.unprepared(sdk, backend, cache);
    options.add("-XX:AOTCacheOutput=" + part);
    options.add("-D" + CodeStore.PROPERTY + "=off");
    options.add("-cp");
    List<Path> classPath = new ArrayList<>(SdkLaunch.classPath(sdk, backend));
    classPath.addAll(StartCache.ownClassPath());
    options.add(joined(classPath));
    Path file = cache.directory().resolve("options");
    Files.write(file, options.stream().map(o -> '"' + o.replace("\\", "\\\\") + '"').toList());
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "@" + file,
            WorkerRehearsal.class.getName(),
            device.toString());
    builder.environment().putAll(SdkLaunch.variables(sdk, device, System.getenv()));
    builder.redirectErrorStream(true);
    builder.redirectOutput(cache.directory().resolve("log").toFile());
    Process process = builder.start();
    boolean ended = process.waitFor(MOST_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    return ended && process.exitValue() == 0 && Files.isRegularFile(part) && Files.size(part) > 0;
  }

  /** Caches of other builds and JVMs: the two that were made last stay. */
  static void trim(Path directory) throws IOException {
    List<Path> all;
    try (Stream<Path> found = Files.list(directory.getParent())) {
      all =
          found
              .sorted(Comparator.comparing(StartCacheMaker::made).reversed())
              .filter(path -> !path.equals(directory))
              .skip(MOST_CACHES - 1)
              .toList();
    }
    for (Path old : all) {
      try (Stream<Path> files = Files.walk(old)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static FileTime made(Path directory) {
    try {
      return Files.getLastModifiedTime(directory);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }

  private static String joined(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
