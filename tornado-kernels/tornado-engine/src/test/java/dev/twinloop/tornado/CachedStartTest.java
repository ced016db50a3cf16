package dev.twinloop.tornado;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker with a cache for its start, on whatever OpenCL device there is. */
@Tag("slow")
class CachedStartTest {
  @TempDir private Path temp;

  @Test
  void aWorkerWithACacheAnswersAsBeforeAndTakesTheKernelsThatWereKept() throws Exception {
    String device = OpenClDevice.id();
    String classPath = jars();
    String first = run(classPath, CachedStartDrill.class, device);
    assertTrue(first.contains("drill: right, cache=false"), first);
    List<String> kernels = kernels();
    assertFalse(kernels.isEmpty());
    String made = run(classPath, StartCacheMaker.class, device);
    String second = run(classPath, CachedStartDrill.class, device);
    assertTrue(second.contains("drill: right, cache=true"), made + second);
    assertEquals(kernels, kernels(), "compiled anew");
  }

  private List<String> kernels() throws IOException {
    try (Stream<Path> files = Files.list(temp.resolve("kernels"))) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private String run(String classPath, Class<?> main, String device) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-D" + StartCache.PROPERTY + "=use",
            "-D" + CodeStore.PROPERTY + "=" + temp.resolve("kernels"),
            "-cp",
            classPath,
            main.getName(),
            device);
    builder.environment().put("XDG_CACHE_HOME", temp.resolve("cache").toString());
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  /** The class path of this test, with each folder of classes as a jar of ours. */
  private String jars() throws IOException {
    List<String> entries = new ArrayList<>();
    Path folder = Files.createDirectory(temp.resolve("lib"));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (!Files.isDirectory(path)) {
        entries.add(entry);
        continue;
      }
      Path jar = folder.resolve("twinloop-" + entries.size() + ".jar");
      pack(path, jar);
      entries.add(jar.toString());
    }
    entries.removeIf(entry -> !Files.exists(Path.of(entry)));
    return String.join(File.pathSeparator, entries);
  }

  private static void pack(Path folder, Path jar) throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file);
        Stream<Path> files = Files.walk(folder)) {
      for (Path path : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(folder.relativize(path).toString()));
        Files.copy(path, out);
      }
    }
  }
}
