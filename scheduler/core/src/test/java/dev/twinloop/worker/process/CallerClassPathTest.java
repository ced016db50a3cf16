package dev.twinloop.worker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.engine.DeviceException;
import dev.twinloop.toy.ToyWorkerProvider;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallerClassPathTest {
  @TempDir Path folder;

  private static byte[] bytes(Class<?> type) throws IOException {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
      return in.readAllBytes();
    }
  }

  /** A class that has no place: a class loader made it from bytes. */
  private static final class Bytes extends ClassLoader {
    Class<?> define(byte[] bytes) {
      return defineClass(null, bytes, 0, bytes.length);
    }
  }

  @Test
  void modulesAreJarsToAWorker() throws IOException {
    Path jars = Files.createDirectories(folder.resolve("mods"));
    Path b = Files.createFile(jars.resolve("b.jar"));
    Path a = Files.createFile(jars.resolve("a.jar"));
    Files.createFile(jars.resolve("notes.txt"));
    Path exploded = Files.createDirectories(folder.resolve("exploded"));
    Files.createFile(exploded.resolve("module-info.class"));
    Path single = Files.createFile(folder.resolve("single.jar"));
    String path =
        String.join(File.pathSeparator, jars.toString(), exploded.toString(), "" + single);
    assertEquals(
        List.of(a.toString(), b.toString(), exploded.toString(), single.toString()),
        CallerClassPath.modules(path));
    assertEquals(List.of(), CallerClassPath.modules(""));
  }

  @Test
  void jarsInsideTheJarOfAClassLoaderAreOnTheWorkersClassPath() throws Exception {
    Path app = folder.resolve("app.jar");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(app))) {
      out.putNextEntry(new ZipEntry("BOOT-INF/lib/inner.jar"));
      ZipOutputStream inner = new ZipOutputStream(out);
      inner.putNextEntry(new ZipEntry("x"));
      inner.finish();
    }
    URL[] urls = {URI.create("jar:" + app.toUri() + "!/BOOT-INF/lib/inner.jar!/").toURL()};
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(urls, before)) {
      thread.setContextClassLoader(loader);
      List<String> entries = CallerClassPath.with(WorkerMain.class);
      assertTrue(entries.getLast().endsWith("-inner.jar"), entries.toString());
    } finally {
      thread.setContextClassLoader(before);
      InnerJars.ofThisProcess().remove();
    }
  }

  /** The device never started, and the message told of a main class that could not be found. */
  @Test
  void aClassThatNoOtherJvmCanReadIsRefusedWithItsPlaceAndTheRemedy() throws IOException {
    byte[] template = bytes(Template.class);
    Class<?> found = new Bytes().define(bytes(ToyWorkerProvider.class));
    assertTrue(
        CallerClassPath.with(found).containsAll(CallerClassPath.with(WorkerMain.class)),
        "its class file is on the class path");
    byte[] renamed =
        new String(template, StandardCharsets.ISO_8859_1)
            .replace("$Template", "$Tomplate")
            .getBytes(StandardCharsets.ISO_8859_1);
    Class<?> lost = new Bytes().define(renamed);
    var refused = assertThrows(DeviceException.Unavailable.class, () -> CallerClassPath.with(lost));
    String message = String.valueOf(refused.getMessage());
    assertTrue(message.contains("class=" + lost.getName() + " comes from a class loader"), message);
    assertTrue(message.contains("Bytes), which a new JVM cannot read; start the program"), message);
  }

  /** Becomes a class without a class file under another name. */
  interface Template {}
}
