package dev.twinloop.worker.process;

import dev.twinloop.engine.DeviceException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Where the caller's classes lie, as a class path that a new JVM can read. It is put together from
 * all that a program may be started with:
 *
 * <pre>
 *   java -cp …, java -jar flat.jar   java.class.path
 *   java -p … -m …                   jdk.module.path: modules are plain jars to the worker
 *   Spark, application servers       jars that class loaders added
 *   Spring Boot's jar of jars        the inner jars, copied to a private folder ({@link InnerJars})
 * </pre>
 */
final class CallerClassPath {
  private CallerClassPath() {}

  /**
   * The class path.
   *
   * @param needed classes that a worker cannot do without
   * @throws DeviceException of code {@code UNAVAILABLE} if one of them lies where no other JVM can
   *     read it, with the place and what to do
   */
  static List<String> with(Class<?>... needed) {
    Set<String> entries = new LinkedHashSet<>();
    Stream.of(System.getProperty("java.class.path", "").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .forEach(entries::add);
    entries.addAll(modules(System.getProperty("jdk.module.path", "")));
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    for (Class<?> type : needed) {
      ancestors(type.getClassLoader()).forEach(loaders::add);
    }
    ancestors(Thread.currentThread().getContextClassLoader()).forEach(loaders::add);
    for (ClassLoader loader : loaders) {
      if (loader instanceof URLClassLoader urls) {
        entries.addAll(read(urls.getURLs()));
      }
    }
    for (Class<?> type : needed) {
      add(type, entries);
    }
    return List.copyOf(entries);
  }

  private static Stream<ClassLoader> ancestors(ClassLoader loader) {
    return Stream.iterate(loader, Objects::nonNull, ClassLoader::getParent);
  }

  /** A folder on a module path holds jars, or is one module. */
  static List<String> modules(String modulePath) {
    List<String> entries = new ArrayList<>();
    for (String name : modulePath.split(File.pathSeparator)) {
      Path entry = Path.of(name);
      if (name.isEmpty()) {
        continue;
      }
      if (!Files.isDirectory(entry) || Files.exists(entry.resolve("module-info.class"))) {
        entries.add(name);
        continue;
      }
      try (Stream<Path> files = Files.list(entry)) {
        files
            .filter(file -> file.toString().endsWith(".jar"))
            .map(Path::toString)
            .sorted()
            .forEach(entries::add);
      } catch (IOException e) {
        throw unavailable("module path: " + entry + " cannot be read: " + e, e);
      }
    }
    return entries;
  }

  private static List<String> read(URL[] urls) {
    List<String> entries = new ArrayList<>();
    for (URL url : urls) {
      if (url.getProtocol().equals("file")) {
        entries.add(path(url).toString());
      } else {
        InnerJars.ofThisProcess().file(url.toString()).map(Path::toString).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private static Path path(URL url) {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("class path: " + url + " is no file", e);
    }
  }

  /** Makes sure of a class: where it was loaded from is on the class path, or it is found there. */
  private static void add(Class<?> type, Set<String> entries) {
    Optional<URI> source = source(type);
    if (source.isPresent() && "file".equals(source.get().getScheme())) {
      String place = Path.of(source.get()).toString();
      if (entries.stream().noneMatch(entry -> same(entry, place))) {
        entries.add(place);
      }
      return;
    }
    String file = type.getName().replace('.', '/') + ".class";
    if (entries.stream().noneMatch(entry -> holds(Path.of(entry), file))) {
      throw unavailable(
          "worker: class="
              + type.getName()
              + " comes from "
              + source.map(URI::toString).orElse("a class loader that does not say where")
              + " ("
              + (type.getClassLoader() == null
                  ? "boot"
                  : type.getClassLoader().getClass().getName())
              + "), which a new JVM cannot read; start the program with Twinloop's jars on the plain"
              + " class path or module path, as a flat jar, or as a Spring Boot jar",
          null);
    }
  }

  private static Optional<URI> source(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return source == null || source.getLocation() == null
          ? Optional.empty()
          : Optional.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static boolean same(String entry, String place) {
    try {
      return entry.equals(place) || Files.isSameFile(Path.of(entry), Path.of(place));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean holds(Path entry, String file) {
    if (Files.isDirectory(entry)) {
      return Files.exists(entry.resolve(file));
    }
    if (!Files.isRegularFile(entry)) {
      return false;
    }
    try (ZipFile jar = new ZipFile(entry.toFile())) {
      return jar.getEntry(file) != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static DeviceException unavailable(String message, @Nullable Throwable cause) {
    return cause == null
        ? DeviceException.Code.UNAVAILABLE.exception(message)
        : DeviceException.Code.UNAVAILABLE.exception(message, cause);
  }
}
