package dev.twinloop.tornado;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What shortens the start of a worker: the classes of TornadoVM and Graal as a JVM has them in
 * memory, and which of their methods are hot ({@code -XX:AOTCache}, JEP 483 and 515). One directory
 * for each JVM, SDK, class path and set of options:
 *
 * <pre>
 *   $XDG_CACHE_HOME/twinloop/workers/KEY/graal.jar     see {@link GraalModule}
 *                                        classes.aot   empty: it could not be made
 * </pre>
 *
 * <p>It may be deleted at any time. A worker starts without it as it did before, only slower.
 *
 * @param directory its own, its owner's alone
 */
record StartCache(Path directory) {
  /** {@code use}: a cache that is there; {@code make}: also makes it, beside the first worker. */
  static final String PROPERTY = "twinloop.worker.cache";

  private static final Duration BEFORE_ANOTHER_TRY = Duration.ofDays(1);
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

  /**
   * The cache for workers of this caller.
   *
   * @param options of a worker without a cache
   * @param sdk the SDK's part of the class path
   * @return empty if the caller did not ask for one, or none is possible
   */
  static Optional<StartCache> of(
      List<String> options, List<Path> sdk, Map<String, String> environment) {
    String wish = System.getProperty(PROPERTY, "off");
    List<Path> own = ownClassPath();
    boolean asked = wish.equals("use") || wish.equals("make");
    if (!asked || own.isEmpty() || !own.stream().allMatch(StartCache::isLasting)) {
      return Optional.empty();
    }
    Path workers = CodeStore.usual(environment).resolveSibling("workers");
    StartCache cache = new StartCache(workers.resolve(key(options, sdk, own)));
    return Optional.of(cache).filter(_ -> !workers.toString().contains(File.pathSeparator));
  }

  /** The Graal that its workers run. */
  Path graal() {
    return directory.resolve("graal.jar");
  }

  /** The cache itself. */
  Path classes() {
    return directory.resolve("classes.aot");
  }

  /** Whether a worker can be started with it. */
  boolean ready() {
    try {
      return Files.isRegularFile(classes(), LinkOption.NOFOLLOW_LINKS)
          && Files.size(classes()) > 0
          && Files.isRegularFile(graal(), LinkOption.NOFOLLOW_LINKS)
          && isPrivate();
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** Whether it may be made now: neither is it there, nor was that tried in vain a while ago. */
  boolean wanted() {
    try {
      Instant tried = Files.getLastModifiedTime(classes()).toInstant();
      return Files.size(classes()) == 0 && tried.plus(BEFORE_ANOTHER_TRY).isBefore(Instant.now());
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Options beside those that it was made with. One that does not fit is passed over in silence.
   */
  List<String> options() {
    return List.of("-XX:AOTCache=" + classes(), "-Xlog:aot*=off", "-Xlog:cds*=off");
  }

  /** Of classes in folders the JVM keeps nothing; names in /proc are those of one process. */
  private static boolean isLasting(Path entry) {
    return Files.isRegularFile(entry) && !entry.startsWith("/proc");
  }

  private boolean isPrivate() throws IOException {
    String user = System.getProperty("user.name");
    for (Path path : List.of(directory, directory.getParent())) {
      if (!Files.getOwner(path).getName().equals(user)
          || Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
        return false;
      }
    }
    return true;
  }

  /**
   * This caller's class path up to the last jar beside one of Twinloop's: behind it come jars of
   * users ({@code --class-path}), with which the same cache serves.
   */
  static List<Path> ownClassPath() {
    List<Path> all =
        Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath())
            .toList();
    int end = 0;
    List<Path> folders =
        all.stream()
            .filter(jar -> jar.getFileName().toString().startsWith("twinloop-"))
            .map(Path::getParent)
            .toList();
    for (int i = 0; i < all.size(); i++) {
      end = folders.contains(all.get(i).getParent()) ? i + 1 : end;
    }
    return all.subList(0, end);
  }

  private static String key(List<String> options, List<Path> sdk, List<Path> own) {
    StringBuilder text = new StringBuilder("4\n");
    Path modules = Path.of(System.getProperty("java.home"), "lib/modules");
    text.append(System.getProperty("java.vm.version")).append('\n');
    Stream.of(Stream.of(modules), sdk.stream(), own.stream())
        .flatMap(paths -> paths)
        .forEach(path -> text.append(KernelKey.sizeAndDate(path)).append('\n'));
    options.forEach(option -> text.append(option).append('\n'));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] whole = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
