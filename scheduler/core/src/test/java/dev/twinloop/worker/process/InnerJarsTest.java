package dev.twinloop.worker.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InnerJarsTest {
  @TempDir Path folder;

  private static byte[] jar(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (var file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private Path application() throws IOException {
    byte[] library = jar(Map.of("lib/A.class", new byte[] {1}));
    Path app = folder.resolve("my app+1.jar");
    try (OutputStream out = Files.newOutputStream(app)) {
      out.write(
          jar(
              Map.of(
                  "BOOT-INF/lib/a-1.0.jar", library,
                  "BOOT-INF/classes/demo/B.class", new byte[] {2},
                  "BOOT-INF/classes/META-INF/services/x", new byte[] {3},
                  "demo/Launcher.class", new byte[] {4})));
    }
    return app;
  }

  @Test
  void jarsAndClassesInsideAJarAreCopiedOnceForThisUserAlone() throws IOException {
    String app = application().toString().replace(" ", "%20");
    InnerJars jars = new InnerJars(folder);
    for (String form : new String[] {"jar:nested:%s/!%s!/", "jar:file:%s!/%s!/"}) {
      Path library = jars.file(form.formatted(app, "BOOT-INF/lib/a-1.0.jar")).orElseThrow();
      Path classes = jars.file(form.formatted(app, "BOOT-INF/classes/")).orElseThrow();
      assertTrue(library.toString().endsWith("a-1.0.jar"), library.toString());
      try (ZipFile copy = new ZipFile(library.toFile())) {
        assertNotNull(copy.getEntry("lib/A.class"));
      }
      try (ZipFile copy = new ZipFile(classes.toFile())) {
        assertEquals(2, copy.size());
        assertNotNull(copy.getEntry("demo/B.class"));
        assertNotNull(copy.getEntry("META-INF/services/x"));
      }
      assertEquals(
          Optional.of(library), jars.file(form.formatted(app, "BOOT-INF/lib/a-1.0.jar")), "again");
      assertEquals(
          "rwx------",
          PosixFilePermissions.toString(Files.getPosixFilePermissions(library.getParent())));
    }
    Path copies = jars.file("jar:file:" + app + "!/BOOT-INF/classes/!/").orElseThrow().getParent();
    jars.remove();
    assertFalse(Files.exists(copies));
  }

  @Test
  void whatIsNoInnerJarIsLeftAlone() throws IOException {
    Path app = application();
    InnerJars jars = new InnerJars(folder);
    assertEquals(Optional.empty(), jars.file("http://example.org/a.jar"));
    assertEquals(Optional.empty(), jars.file("jar:file:" + app + "!/BOOT-INF/lib/none.jar!/"));
    assertEquals(Optional.empty(), jars.file("jar:file:/none.jar!/BOOT-INF/lib/a.jar!/"));
    assertEquals(
        Optional.of(app), jars.file("jar:file:" + app.toString().replace(" ", "%20") + "!/"));
  }
}
