package dev.twinloop.worker.process;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.worker.memory.PrivateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Jars inside a jar, as Spring Boot's class loader has them, copied to where a new JVM can read
 * them. The copies lie in a folder of the temp directory that this user alone may enter. They stay
 * as long as this process: each of its workers uses them.
 *
 * <pre>
 *   jar:nested:/srv/app.jar/!BOOT-INF/lib/x.jar!/      /tmp/twinloop-PID-…/1-x.jar
 *   jar:nested:/srv/app.jar/!BOOT-INF/classes/!/       /tmp/twinloop-PID-…/2-classes.jar
 *   jar:file:/srv/app.jar!/BOOT-INF/lib/x.jar!/        as before Spring Boot 3.2
 * </pre>
 *
 * <p>Thread-safe.
 */
final class InnerJars {
  private static final Pattern INNER =
      Pattern.compile("jar:(?:nested|file):(.+?)(?:/!|!/)(.*?)(?:!/)?");

  private static final class OfThisProcess {
    static final InnerJars JARS = new InnerJars(Path.of(System.getProperty("java.io.tmpdir")));

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(JARS::remove, "twinloop-inner-jars"));
    }
  }

  private final Path place;
  private final Map<String, Path> copies = new HashMap<>();
  private @Nullable PrivateDirectory folder;

  InnerJars(Path place) {
    this.place = place;
  }

  /** Those of this process, removed when it ends. */
  static InnerJars ofThisProcess() {
    return OfThisProcess.JARS;
  }

  /**
   * A file with the classes of a jar, or of a folder, inside a jar.
   *
   * @return empty if the URL is no such place, or nothing lies there
   * @throws DeviceException of code {@code UNAVAILABLE} if it cannot be copied, with the remedy
   */
  synchronized Optional<Path> file(String url) {
    Matcher inner = INNER.matcher(url);
    if (!inner.matches()) {
      return Optional.empty();
    }
    Path outer =
        Path.of(URLDecoder.decode(inner.group(1).replace("+", "%2b"), StandardCharsets.UTF_8));
    String name = URLDecoder.decode(inner.group(2).replace("+", "%2b"), StandardCharsets.UTF_8);
    if (name.isEmpty()) {
      return Optional.of(outer);
    }
    Path known = copies.get(url);
    if (known != null) {
      return Optional.of(known);
    }
    try (ZipFile jar = new ZipFile(outer.toFile())) {
      boolean whole = name.endsWith(".jar");
      ZipEntry entry = jar.getEntry(name);
      if (whole && entry == null) {
        return Optional.empty();
      }
      String shortName = name.replaceAll("/$", "").replaceAll(".*/", "");
      Path copy = open().resolve((copies.size() + 1) + "-" + shortName + (whole ? "" : ".jar"));
      if (whole) {
        try (InputStream in = jar.getInputStream(entry)) {
          Files.copy(in, copy);
        }
      } else {
        pack(jar, name.endsWith("/") ? name : name + "/", copy);
      }
      copies.put(url, copy);
      return Optional.of(copy);
    } catch (ZipException | NoSuchFileException e) {
      return Optional.empty(); // no jar: some other loader's idea of a URL
    } catch (IOException e) {
      throw DeviceException.Code.UNAVAILABLE.exception(
          "worker: "
              + name
              + " in "
              + outer
              + " cannot be copied for a worker: "
              + e
              + "; -Djava.io.tmpdir names a folder with more room",
          e);
    }
  }

  /** Copies the entries below a folder into a jar of their own. */
  private static void pack(ZipFile jar, String prefix, Path copy) throws IOException {
    try (OutputStream out = Files.newOutputStream(copy);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      List<? extends ZipEntry> all = Collections.list(jar.entries());
      for (ZipEntry entry : all) {
        String name = entry.getName();
        if (name.startsWith(prefix) && !entry.isDirectory()) {
          entries.putNextEntry(new ZipEntry(name.substring(prefix.length())));
          try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(entries);
          }
          entries.closeEntry();
        }
      }
    }
  }

  private Path open() throws IOException {
    PrivateDirectory open = folder;
    if (open == null) {
      PrivateDirectory.sweep(place);
      open = PrivateDirectory.in(place);
      folder = open;
    }
    return open.path();
  }

  /** Removes the copies. */
  synchronized void remove() {
    if (folder != null) {
      folder.close();
      folder = null;
    }
    copies.clear();
  }
}
