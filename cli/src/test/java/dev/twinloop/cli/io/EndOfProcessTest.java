package dev.twinloop.cli.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.twinloop.cli.Io;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left when a process ends while it makes files. */
class EndOfProcessTest {
  private static final int WRITERS = 8;
  private static final int STATUS = 7;

  @TempDir Path folder;

  /** A process whose threads make files and put them in their places, until it ends. */
  static final class Writers {
    private Writers() {}

    public static void main(String[] args) throws InterruptedException {
      Io io = Io.ofProcess();
      for (int i = 0; i < WRITERS; i++) {
        String name = args[0] + "/out" + i;
        Thread.ofPlatform().daemon().start(() -> write(io, name));
      }
      Thread.sleep(Integer.parseInt(args[1]));
      System.exit(STATUS);
    }

    private static void write(Io io, String name) {
      try {
        while (true) {
          Spool.unnamed().close();
          try (Output output = Output.open(io, name)) {
            output.stream().write(name.getBytes(StandardCharsets.UTF_8));
            output.commit();
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * Once a file was made after its cleaning had run, or a thread had words for what the end did to
   * it.
   */
  @Test
  void nothingIsLeftWhereverTheEndComes() throws Exception {
    Path temp = Files.createDirectory(folder.resolve("temp"));
    Path made = Files.createDirectory(folder.resolve("made"));
    for (int ms : new int[] {0, 20, 50, 150}) {
      Process writers =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-Djava.io.tmpdir=" + temp,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writers.class.getName(),
                  made.toString(),
                  Integer.toString(ms))
              .redirectErrorStream(true)
              .start();
      try (InputStream out = writers.getInputStream()) {
        assertEquals("", new String(out.readAllBytes(), StandardCharsets.UTF_8));
      }
      assertEquals(STATUS, writers.waitFor());
      assertEquals(List.of(), names(temp).toList());
      assertEquals(List.of(), names(made).filter(name -> !name.startsWith("out")).toList());
    }
  }

  /** Once the key that {@code bench zk} makes and the orders of {@code drill} stayed. */
  @ParameterizedTest
  @ValueSource(strings = {"bench zk --quick --verbose --sizes 4096", "drill --verbose"})
  void aSignalLeavesNothingInTheTempDirectory(String line) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Dtwinloop.learned=off",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                "dev.twinloop.cli.Main"));
    command.addAll(List.of(line.split(" ")));
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD);
    builder.environment().put("TORNADOVM_HOME", "none");
    Process process = builder.start();
    try (BufferedReader told = process.errorReader(StandardCharsets.UTF_8)) {
      String first = told.readLine(); // how far it is: its files are made, or being made
      assertTrue(first != null && first.startsWith("twinloop: "), String.valueOf(first));
      process.destroy(); // SIGTERM
      process.waitFor();
    }
    assertEquals(List.of(), names(folder).toList());
  }

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
