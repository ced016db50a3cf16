package dev.twinloop.cli;

import dev.twinloop.cli.io.Names;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A clone as the launchers see it, at a place of our choice: their scripts, and jars that lead to
 * this test's class path. Nothing has to be built.
 *
 * @param root its folder
 */
public record Clone(Path root) {
  private static final Path REPOSITORY = Path.of("..");

  public static Clone at(Path root) throws IOException {
    for (String script :
        new String[] {
          "tornado.env",
          "cli/bin/twinloop",
          "cli/bin/launch.sh",
          "cli/bin/start.sh",
          "bench/bin/jmh"
        }) {
      Path copy = root.resolve(script);
      Files.createDirectories(copy.getParent());
      Files.copy(REPOSITORY.resolve(script), copy);
    }
    for (String jar : new String[] {"cli/target/twinloop-cli-0.jar", "bench/target/lib/all.jar"}) {
      Files.createDirectories(root.resolve(jar).getParent());
      try (OutputStream out = Files.newOutputStream(root.resolve(jar))) {
        new JarOutputStream(out, manifest()).close();
      }
    }
    Files.createDirectories(root.resolve("cli/target/lib"));
    return new Clone(root);
  }

  private static Manifest manifest() {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    return manifest;
  }

  Path twinloop() {
    return root.resolve("cli/bin/twinloop");
  }

  Path jmh() {
    return root.resolve("bench/bin/jmh");
  }

  /**
   * Starts a shell line in which {@code $twinloop} is the launcher.
   *
   * @param line bytes that are no text as in {@link Names}
   */
  Process start(Path folder, String shell, String line) throws IOException {
    Path script = Files.createTempFile(folder, "script", "");
    Files.write(script, Names.bytes(line));
    ProcessBuilder builder =
        new ProcessBuilder(shell, script.toString()).directory(folder.toFile());
    builder.environment().put("twinloop", twinloop().toString());
    builder.environment().put("jmh", jmh().toString());
    builder.environment().put("TORNADOVM_HOME", "none");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("TWINLOOP_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectOutput(folder.resolve("out").toFile());
    builder.redirectError(folder.resolve("err").toFile());
    return builder.start();
  }

  /** Runs a shell line to its end. */
  public Run run(Path folder, String shell, String line) throws IOException, InterruptedException {
    Process process = start(folder, shell, line);
    process.getOutputStream().close();
    return new Run(
        process.waitFor(),
        Names.text(Files.readAllBytes(folder.resolve("out"))),
        Names.text(Files.readAllBytes(folder.resolve("err"))));
  }
}
