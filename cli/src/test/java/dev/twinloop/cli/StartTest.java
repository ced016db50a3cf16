package dev.twinloop.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command does not need is not made. */
class StartTest {
  private static final int DIRECT_FILES = 4096;

  @TempDir Path folder;

  private static Set<String> commands(String... args) {
    OutputStream nowhere = OutputStream.nullOutputStream();
    Io io =
        new Io(
            new ByteArrayInputStream(new byte[0]),
            nowhere,
            new PrintStream(nowhere, true, StandardCharsets.UTF_8),
            false);
    return Commands.needed(io, args).getSubcommands().keySet();
  }

  @Test
  void aCommandIsMadeAloneUnderItsOwnName() {
    for (String name : commands()) {
      if (!Set.of("help", "completion", "man-pages").contains(name)) { // those tell of all others
        assertEquals(Set.of(name), commands(name, "--help"));
      }
    }
  }

  @Test
  void helpCompletionAndErrorsKnowAllCommands() {
    assertEquals(commands(), commands("help"));
    assertEquals(commands(), commands("completion"));
    assertEquals(commands(), commands("--verison"));
    assertTrue(commands().containsAll(Set.of("hash", "zk", "help")), commands().toString());
  }

  /** To read annotations took 0.1 s, twice what the JVM itself takes to start. */
  @Test
  void plainCommandsLoadNoParser() throws IOException, InterruptedException {
    Path log = folder.resolve("log");
    Files.createFile(folder.resolve("x"));
    Clone clone = Clone.at(Files.createDirectories(folder.resolve("clone")));
    for (String line : new String[] {"--version", "-V", "hash x", "hash x - <x", "hash <x"}) {
      Run run =
          clone.run(
              folder,
              "/bin/sh",
              "TWINLOOP_JAVA_OPTS=-Xlog:class+load:'%s' \"$twinloop\" %s".formatted(log, line));
      assertEquals(0, run.status(), run.err());
      String loaded = Files.readString(log);
      assertTrue(loaded.contains(" dev.twinloop.cli.Main "), line);
      assertFalse(loaded.contains(" picocli."), line);
    }
  }

  @Test
  void plainCommandsSayWhatParsedOnesSay() throws IOException {
    String file = Files.write(folder.resolve("small"), new byte[64]).toString();
    String none = folder.resolve("none").toString();
    String[][] lines = {{"hash", file}, {"hash", file, none, "-"}, {"hash"}, {"hash", none, ""}};
    for (String[] line : lines) {
      List<String> parsed = new ArrayList<>(List.of(line));
      parsed.add("--no-progress");
      assertTrue(Plain.understands(line));
      assertFalse(Plain.understands(parsed.toArray(String[]::new)));
      assertEquals(Run.of(parsed.toArray(String[]::new)), Run.of(line), parsed.toString());
    }
    assertEquals(Run.of("hash", "--version"), Run.of("--version"));
  }

  /** It took 0.4 s of CPU time to open a scheduler for one file. */
  @Test
  void aSmallFileIsHashedWithoutAScheduler() throws IOException {
    Path file = Files.write(folder.resolve("small"), new byte[64]);
    Run run = Run.of("hash", "--verbose", file.toString());
    assertEquals(HashCommandTest.hex(new byte[64]) + "  " + file + "\n", run.out());
    assertTrue(run.err().contains("a library hashed 1 small files (64 bytes)"), run.err());
    assertFalse(run.err().contains("computed"), run.err());
  }

  @Test
  void whoSaysWhereWorkRunsGetsAScheduler() throws IOException {
    Path file = Files.write(folder.resolve("small"), new byte[64]);
    for (String[] option : new String[][] {{"--strategy", "cpu-only"}, {"--batch", "5"}}) {
      Run run = Run.of("hash", "--verbose", option[0], option[1], file.toString());
      assertTrue(run.err().contains("computed 1 of 1"), run.err());
    }
  }

  @Test
  void manySmallFilesGoToTheSchedulerInTheirOrder() throws IOException {
    Path tiny = Files.write(folder.resolve("tiny"), new byte[1]);
    Path empty = Files.write(folder.resolve("empty"), new byte[0]);
    List<String> args = new ArrayList<>(List.of("hash", "--verbose"));
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < DIRECT_FILES + 3; i++) {
      boolean odd = i % 2 == 1;
      Path file = odd ? tiny : empty;
      args.add(file.toString());
      expected.append(HashCommandTest.hex(new byte[odd ? 1 : 0])).append("  ").append(file);
      expected.append('\n');
    }
    Run run = Run.of(args.toArray(String[]::new));
    assertEquals(expected.toString(), run.out());
    assertTrue(run.err().contains("a library hashed 4096 small files (2048 bytes)"), run.err());
    assertTrue(run.err().contains("computed 3 of 3"), run.err());
  }
}
