package dev.twinloop.cpu.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program in the forms in which it is shipped: each must start a worker. Inside a Spring Boot jar
 * and on the module path none started, and the work went to the CPU.
 */
class PackagingTest {
  private static final String MAIN = PackagedProgram.class.getName();
  private static final String SERVICES = "META-INF/services/";

  /** Enough of our class path: no kernels of ours, no Bouncy Castle, no JUnit. */
  private static final List<String> PARTS =
      List.of("scheduler", "tornado-api-cpu", "cpu-engine", "jspecify");

  @TempDir Path folder;

  private static List<Path> parts() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> PARTS.stream().anyMatch(entry::contains))
        .map(Path::of)
        .toList();
  }

  /** All files of a jar or folder. */
  private static Map<String, byte[]> files(Path place) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    if (Files.isDirectory(place)) {
      try (Stream<Path> all = Files.walk(place)) {
        for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
          files.put(place.relativize(file).toString(), Files.readAllBytes(file));
        }
      }
      return files;
    }
    try (ZipFile jar = new ZipFile(place.toFile())) {
      for (ZipEntry entry : Collections.list(jar.entries())) {
        if (!entry.isDirectory()) {
          files.put(entry.getName(), jar.getInputStream(entry).readAllBytes());
        }
      }
    }
    return files;
  }

  private static Path jar(Path jar, Map<String, byte[]> files) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      Set<String> folders = new HashSet<>();
      for (var file : files.entrySet()) {
        for (int at = file.getKey().indexOf('/');
            at >= 0;
            at = file.getKey().indexOf('/', at + 1)) {
          if (folders.add(file.getKey().substring(0, at + 1))) {
            entries.putNextEntry(new ZipEntry(file.getKey().substring(0, at + 1)));
          }
        }
        ZipEntry entry = new ZipEntry(file.getKey());
        if (file.getKey().endsWith(".jar")) { // Spring Boot reads inner jars where they lie
          CRC32 crc = new CRC32();
          crc.update(file.getValue());
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(file.getValue().length);
          entry.setCrc(crc.getValue());
        }
        entries.putNextEntry(entry);
        entries.write(file.getValue());
      }
    }
    return jar;
  }

  private static byte[] manifest(String... lines) {
    String text = "Manifest-Version: 1.0\n" + String.join("\n", lines) + "\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Dtwinloop.learned=off", "--enable-native-access=ALL-UNNAMED"));
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .directory(folder.toFile())
            .start();
    process.waitFor();
    return Files.readString(out);
  }

  /** The last line, behind those of the log. */
  private static void assertDone(String output) {
    assertTrue(output.endsWith("true {cpu-worker=1000}\n"), output);
  }

  /** What a flat jar holds. */
  private static Map<String, byte[]> flat() throws IOException {
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("META-INF/MANIFEST.MF", manifest("Main-Class: " + MAIN));
    for (Path part : parts()) {
      files(part).forEach(all::putIfAbsent);
    }
    return all;
  }

  @Test
  void aFlatJar() throws IOException, InterruptedException {
    jar(folder.resolve("flat.jar"), flat());
    assertDone(run("-jar", "flat.jar"));
  }

  @Test
  @Tag("slow")
  void aFlatJarWithoutServices() throws IOException, InterruptedException {
    Map<String, byte[]> all = flat();
    all.keySet().removeIf(name -> name.startsWith(SERVICES));
    jar(folder.resolve("lost.jar"), all);
    String lost = run("-jar", "lost.jar");
    assertTrue(lost.contains("no CPU engine: ") && lost.contains("must be merged"), lost);
  }

  @Test
  @Tag("slow")
  void aJarThatNamesOthers() throws IOException, InterruptedException {
    List<String> names = new ArrayList<>();
    for (Path part : parts()) {
      names.add("part" + names.size() + ".jar");
      jar(folder.resolve(names.getLast()), files(part));
    }
    String others = "Class-Path: " + String.join(" ", names);
    jar(
        folder.resolve("thin.jar"),
        Map.of("META-INF/MANIFEST.MF", manifest("Main-Class: " + MAIN, others)));
    assertDone(run("-jar", "thin.jar"));
  }

  @Test
  @Tag("slow")
  void modulesWithoutDescriptors() throws IOException, InterruptedException {
    Path mods = Files.createDirectories(folder.resolve("mods"));
    Map<String, Map<String, byte[]>> jars = new LinkedHashMap<>();
    for (Path part : parts()) {
      String module = PARTS.stream().filter(part.toString()::contains).findFirst().orElseThrow();
      jars.computeIfAbsent(module, _ -> new LinkedHashMap<>()).putAll(files(part));
    }
    for (var module : jars.entrySet()) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      files.put(
          "META-INF/MANIFEST.MF",
          manifest("Automatic-Module-Name: dev." + module.getKey().replace('-', '.')));
      module.getValue().forEach(files::putIfAbsent);
      jar(mods.resolve(module.getKey() + ".jar"), files);
    }
    String access = "--enable-native-access=dev.scheduler,dev.tornado.api.cpu,dev.cpu.engine";
    assertDone(run(access, "-p", "mods", "-m", "dev.cpu.engine/" + MAIN));
  }

  @Test
  @Tag("slow")
  void aSpringBootJar() throws IOException, InterruptedException {
    Map<String, byte[]> app = new LinkedHashMap<>();
    app.put(
        "META-INF/MANIFEST.MF",
        manifest(
            "Main-Class: org.springframework.boot.loader.launch.JarLauncher",
            "Start-Class: " + MAIN,
            "Spring-Boot-Classes: BOOT-INF/classes/",
            "Spring-Boot-Lib: BOOT-INF/lib/"));
    String packages = MAIN.replace('.', '/').replaceAll("/[^/]*/[^/]*$", "/");
    for (Path part : parts()) {
      Map<String, byte[]> library = new LinkedHashMap<>(files(part));
      for (String name : List.copyOf(library.keySet())) {
        if (name.startsWith(packages + "packaging/") || name.startsWith(packages + "secret/")) {
          app.put("BOOT-INF/classes/" + name, library.remove(name));
        }
      }
      Path inner = jar(folder.resolve("inner"), library);
      app.put("BOOT-INF/lib/part" + app.size() + ".jar", Files.readAllBytes(inner));
    }
    Path loader =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("spring-boot-loader"))
            .map(Path::of)
            .findFirst()
            .orElseThrow();
    files(loader).forEach(app::putIfAbsent);
    jar(folder.resolve("my boot app.jar"), app);
    assertDone(run("-jar", "my boot app.jar"));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(
          List.of(), left.filter(f -> f.getFileName().toString().startsWith("twinloop-")).toList());
    }
  }
}
